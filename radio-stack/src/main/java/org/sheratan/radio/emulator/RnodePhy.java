package org.sheratan.radio.emulator;

import org.sheratan.radio.air.LoraModulation;

/** What the firmware derives from spreading factor, bandwidth and coding rate (Utilities.h, updateBitrate). */
record RnodePhy(int spreadingFactor, int bandwidthHz, int codingRate) {
  private static final int FAST_BPS = 30_000;
  private static final int GUARD_BPS = 14_000;
  private static final int FAST_LESS_MS = 18;
  private static final int MIN_PREAMBLE_SYMBOLS = 18;
  private static final int PREAMBLE_TARGET_MS = 24;
  private static final int SLOT_SYMBOLS = 12;
  private static final int MIN_SLOT_MS = 24;
  private static final int MAX_SLOT_MS = 100;
  private static final int ENDLESS_SLOT_MS = 60_000;

  double symbolMs() {
    return 1_000.0 * (1 << spreadingFactor) / bandwidthHz;
  }

  private double bitsPerSecond() {
    return spreadingFactor * (4.0 / codingRate) / symbolMs() * 1_000;
  }

  /** Below it everything queued leaves in one go, above it every packet waits for its own turn. */
  boolean leavesTogether() {
    return bitsPerSecond() <= GUARD_BPS;
  }

  int preambleSymbols() {
    double targetMs = PREAMBLE_TARGET_MS - (bitsPerSecond() > FAST_BPS ? FAST_LESS_MS : 0);
    return Math.max(MIN_PREAMBLE_SYMBOLS, ceil(targetMs / symbolMs()));
  }

  int slotMs() {
    int slotMs = Math.min(MAX_SLOT_MS, (int) (symbolMs() * SLOT_SYMBOLS));
    return slotMs < MIN_SLOT_MS ? MIN_SLOT_MS - (bitsPerSecond() > FAST_BPS ? FAST_LESS_MS : 0) : slotMs;
  }

  int difsMs() {
    return 2 * slotMs();
  }

  LoraModulation modulation() {
    return new LoraModulation(spreadingFactor, bandwidthHz, codingRate, preambleSymbols());
  }

  /** As STAT_PHYPRM carries it; with some faults the shortest preamble that a chip takes, or an endless slot. */
  int[] words(RnodeFault fault) {
    return new int[]{(int) (symbolMs() * 1_000), (int) (1_000 / symbolMs()),
        fault == RnodeFault.WRONG_PREAMBLE ? 6 : preambleSymbols(), ceil(preambleSymbols() * symbolMs()),
        fault == RnodeFault.WRONG_SLOT ? ENDLESS_SLOT_MS : slotMs(), difsMs()};
  }

  /** What the firmware books for {@code written} bytes on air (RNode_Firmware.ino, add_airtime). */
  double bookedMs(int written) {
    int optimized = modulation().lowDataRateOptimized() ? 1 : 0;
    double symbols = 8.0 * written + 16 - 4.0 * spreadingFactor + 8 + 20;
    symbols = symbols / (4.0 * (spreadingFactor - 2 * optimized)) * codingRate;
    return (symbols + preambleSymbols() + 0.25 + 8) * symbolMs();
  }

  private static int ceil(double value) {
    int whole = (int) value;
    return value > whole ? whole + 1 : whole;
  }
}
