package org.sheratan.radio.link.lora.kiss;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;

/**
 * What the firmware chose by itself for a modulation (STAT_PHYPRM: symbol time, symbol rate, preamble symbols,
 * preamble ms, CSMA slot ms, DIFS ms; u16 each; older firmware leaves the last out). The line has no checksum: a
 * preamble, slot or DIFS that no firmware chooses is refused, and what is shorter than the present firmware's counts like that.
 *
 * @param preambleSymbols as told, as are the others
 */
record RnodeTiming(int preambleSymbols, int slotMs, int difsMs) {
  /** Contention windows of the most loaded band (Config.h: 4 bands of 15 slots). */
  private static final int MAX_SLOTS = 60;
  private static final int MIN_PREAMBLE_SYMBOLS = 18;
  private static final long PREAMBLE_TARGET_MICROS = 24_000;
  private static final long FAST_PREAMBLE_TARGET_MICROS = 6_000;
  private static final int FAST_BPS = 30_000;
  /** Of a slot, which takes twelve symbols within bounds, and 18 ms less of the lower one at fast rates. */
  private static final int SLOT_SYMBOLS = 12;
  private static final int LEAST_SLOT_MS = 24;
  private static final int LEAST_FAST_SLOT_MS = 6;
  private static final int MOST_SLOT_MS = 100;
  private static final int SLOTS_OF_DIFS = 2;
  private static final int LENGTH_WITHOUT_DIFS = 10;
  private static final int LENGTH = 12;

  static Optional<RnodeTiming> decode(Bytes payload) {
    if (payload.length() != LENGTH && payload.length() != LENGTH_WITHOUT_DIFS) {
      return Optional.empty();
    }
    int slotMs = at(payload, 8);
    int difsMs = payload.length() == LENGTH ? at(payload, 10) : SLOTS_OF_DIFS * slotMs;
    return Optional.of(new RnodeTiming(at(payload, 4), slotMs, difsMs));
  }

  /** For boards that do not tell: the firmware's own rule, without what it saves at fast rates (Utilities.h). */
  static RnodeTiming assumed(LoraModulation modulation) {
    int slotMs = slotMs(modulation);
    return new RnodeTiming(symbols(PREAMBLE_TARGET_MICROS, modulation), slotMs, SLOTS_OF_DIFS * slotMs);
  }

  /** Why this cannot be what the firmware chose for {@code asked}; empty when it can. */
  Optional<RadioEvent.Failed> refusal(LoraModulation asked) {
    // The firmware counts in single precision, and may find one more.
    int longest = symbols(PREAMBLE_TARGET_MICROS, asked) + 1;
    return refusal("preamble", "symbols for these settings", preambleSymbols, MIN_PREAMBLE_SYMBOLS, longest)
        .or(() -> refusal("CSMA slot", "ms", slotMs, LEAST_FAST_SLOT_MS, MOST_SLOT_MS))
        .or(() -> refusal("DIFS", "ms", difsMs, LEAST_FAST_SLOT_MS, SLOTS_OF_DIFS * MOST_SLOT_MS));
  }

  private static Optional<RadioEvent.Failed> refusal(String what, String unit, int told, int least,
      int most) {
    return told >= least && told <= most
        ? Optional.empty()
        : Optional
            .of(new RadioEvent.Failed(RadioFault.SETTINGS_REFUSED, what + ": the firmware chooses " + least
                + " to " + most + " " + unit + ", the modem tells " + told));
  }

  /** Longest wait before a transmission on a free channel: what is not over by then is not taken for sent. */
  long accessMs(LoraModulation asked) {
    int ruleMs = slotMs(asked);
    return Math.max(difsMs, SLOTS_OF_DIFS * ruleMs) + (long) MAX_SLOTS * Math.max(slotMs, ruleMs);
  }

  private static int slotMs(LoraModulation modulation) {
    long symbolsMs = SLOT_SYMBOLS * modulation.symbolMicros() / 1_000;
    return Math.clamp(symbolsMs, fast(modulation) ? LEAST_FAST_SLOT_MS : LEAST_SLOT_MS, MOST_SLOT_MS);
  }

  private static boolean fast(LoraModulation modulation) {
    return modulation.spreadingFactor() * 4.0 / modulation.codingRate() * modulation.bandwidthHz()
        / (1 << modulation.spreadingFactor()) > FAST_BPS;
  }

  /** What is charged for: never less than what the firmware chooses. */
  LoraModulation onAir(LoraModulation asked) {
    int chosen = symbols(fast(asked) ? FAST_PREAMBLE_TARGET_MICROS : PREAMBLE_TARGET_MICROS, asked);
    return new LoraModulation(asked.spreadingFactor(), asked.bandwidthHz(), asked.codingRate(),
        Math.max(chosen, preambleSymbols));
  }

  /**
   * What the firmware's own airtime book has for a frame, in whole milliseconds: a little less than it takes, for
   * symbols are not rounded up (RNode_Firmware.ino, {@code add_airtime}).
   *
   * @param length on air, the firmware's header included
   */
  long bookedMicros(LoraModulation asked, int length) {
    int optimized = asked.lowDataRateOptimized() ? 2 : 0;
    double payload = (8.0 * length + 44 - 4 * asked.spreadingFactor())
        / (4.0 * (asked.spreadingFactor() - optimized)) * asked.codingRate();
    double symbolMs = 1_000.0 * (1 << asked.spreadingFactor()) / asked.bandwidthHz();
    return (long) ((payload + preambleSymbols + 8.25) * symbolMs) * 1_000;
  }

  private static int symbols(long targetMicros, LoraModulation modulation) {
    long symbols = Math.ceilDiv(targetMicros * modulation.bandwidthHz(),
        1_000_000L << modulation.spreadingFactor());
    return Math.toIntExact(Math.max(symbols, MIN_PREAMBLE_SYMBOLS));
  }

  private static int at(Bytes payload, int offset) {
    return payload.at(offset) << 8 | payload.at(offset + 1);
  }
}
