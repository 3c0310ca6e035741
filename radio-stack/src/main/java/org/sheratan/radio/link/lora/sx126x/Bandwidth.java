package org.sheratan.radio.link.lora.sx126x;

import java.util.Arrays;
import java.util.Optional;

/** The ten LoRa bandwidths and their codes in SetModulationParams (datasheet, table 13-48). */
enum Bandwidth {
  // @formatter:off
  KHZ_7_8(7_812, 0x00),
  KHZ_10_4(10_416, 0x08),
  KHZ_15_6(15_625, 0x01),
  KHZ_20_8(20_833, 0x09),
  KHZ_31_25(31_250, 0x02),
  KHZ_41_7(41_666, 0x0A),
  KHZ_62_5(62_500, 0x03),
  KHZ_125(125_000, 0x04),
  KHZ_250(250_000, 0x05),
  KHZ_500(500_000, 0x06);
  // @formatter:on

  private static final int TOLERANCE_PERCENT = 1;

  private final int hertz;
  private final int code;

  Bandwidth(int hertz, int code) {
    this.hertz = hertz;
    this.code = code;
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
    return code;
  }
}
