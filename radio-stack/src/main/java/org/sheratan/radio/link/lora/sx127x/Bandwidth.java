package org.sheratan.radio.link.lora.sx127x;

import java.util.Arrays;
import java.util.Optional;

/** The ten LoRa bandwidths (RegModemConfig1, bits 7 to 4) and what erratum 2.3 asks for with each. */
enum Bandwidth {
  KHZ_7_8(7_812, 0x48, true), KHZ_10_4(10_416, 0x44, true), KHZ_15_6(15_625, 0x44, true), KHZ_20_8(20_833,
      0x44, true), KHZ_31_25(31_250, 0x44, true), KHZ_41_7(41_666, 0x44,
          true), KHZ_62_5(62_500, 0x40, false), KHZ_125(125_000, 0x40, false), KHZ_250(250_000, 0x40, false),
  /** Its intermediate frequency is chosen by the chip; the register keeps its default. */
  KHZ_500(500_000, 0x20, false);

  private static final int TOLERANCE_PERCENT = 1;

  private final int hertz;
  private final int ifFreq1;
  private final boolean shifted;

  Bandwidth(int hertz, int ifFreq1, boolean shifted) {
    this.hertz = hertz;
    this.ifFreq1 = ifFreq1;
    this.shifted = shifted;
  }

  /** @param bandwidthHz exact or by its usual name: 41_666, 41_667 and 41_700 are the same */
  static Optional<Bandwidth> of(int bandwidthHz) {
    return Arrays.stream(values())
        .filter(one -> 100L * Math.abs(bandwidthHz - one.hertz) <= (long) TOLERANCE_PERCENT * one.hertz)
        .findFirst();
  }

  /** Exact, rounded down, so that airtimes computed from it are never too short. */
  int hertz() {
    return hertz;
  }

  int code() {
    return ordinal();
  }

  int ifFreq1() {
    return ifFreq1;
  }

  /** What the receiver is tuned above the channel: with a fixed intermediate frequency, one narrow bandwidth. */
  int receiveOffsetHz() {
    return shifted ? hertz : 0;
  }
}
