package org.sheratan.radio.link.lora.kiss;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;

/**
 * What the firmware chose by itself for a modulation (STAT_PHYPRM: symbol time, symbol rate, preamble symbols,
 * preamble ms, CSMA slot ms, DIFS ms; u16 each; older firmware leaves the last out).
 *
 * @param preambleSymbols on air
 * @param accessMs longest wait before a transmission on a free channel
 */
record RnodeTiming(int preambleSymbols, long accessMs) {
  /** Contention windows of the most loaded band (Config.h: 4 bands of 15 slots). */
  private static final int MAX_SLOTS = 60;
  private static final int MIN_PREAMBLE_SYMBOLS = 18;
  private static final long PREAMBLE_TARGET_MICROS = 24_000;
  private static final int DEFAULT_SLOT_MS = 24;
  private static final int LENGTH_WITHOUT_DIFS = 10;
  private static final int LENGTH = 12;

  static Optional<RnodeTiming> decode(Bytes payload) {
    if (payload.length() != LENGTH && payload.length() != LENGTH_WITHOUT_DIFS) {
      return Optional.empty();
    }
    int slotMs = at(payload, 8);
    int difsMs = payload.length() == LENGTH ? at(payload, 10) : 2 * slotMs;
    int preambleSymbols = at(payload, 4);
    return preambleSymbols < 6
        ? Optional.empty()
        : Optional.of(new RnodeTiming(preambleSymbols, difsMs + (long) MAX_SLOTS * slotMs));
  }

  /** For boards that do not tell: the firmware's own rule, without what it saves at fast rates (Utilities.h). */
  static RnodeTiming assumed(LoraModulation modulation) {
    long symbols = (PREAMBLE_TARGET_MICROS + modulation.symbolMicros() - 1) / modulation.symbolMicros();
    return new RnodeTiming(Math.toIntExact(Math.max(symbols, MIN_PREAMBLE_SYMBOLS)),
        (MAX_SLOTS + 2L) * DEFAULT_SLOT_MS);
  }

  LoraModulation onAir(LoraModulation asked) {
    return new LoraModulation(asked.spreadingFactor(), asked.bandwidthHz(), asked.codingRate(),
        preambleSymbols);
  }

  /**
   * What the firmware's own airtime book has for a frame, in whole milliseconds: a little less than it takes, for
   * symbols are not rounded up (RNode_Firmware.ino, {@code add_airtime}).
   *
   * @param length on air, the firmware's header included
   */
  static long bookedMicros(LoraModulation onAir, int length) {
    int optimized = onAir.lowDataRateOptimized() ? 2 : 0;
    double payload = (8.0 * length + 44 - 4 * onAir.spreadingFactor())
        / (4.0 * (onAir.spreadingFactor() - optimized)) * onAir.codingRate();
    double symbolMs = 1_000.0 * (1 << onAir.spreadingFactor()) / onAir.bandwidthHz();
    return (long) ((payload + onAir.preambleSymbols() + 8.25) * symbolMs) * 1_000;
  }

  private static int at(Bytes payload, int offset) {
    return payload.at(offset) << 8 | payload.at(offset + 1);
  }
}
