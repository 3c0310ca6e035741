package org.sheratan.radio.link.lora;

import java.util.Arrays;
import java.util.Optional;

/** The ten bandwidths that all chips of both families have (datasheets SX1276, table 12; SX1261/2, table 13-48). */
public enum LoraBandwidth {
  // @formatter:off
  KHZ_7_8(7_812),
  KHZ_10_4(10_416),
  KHZ_15_6(15_625),
  KHZ_20_8(20_833),
  KHZ_31_25(31_250),
  KHZ_41_7(41_666),
  KHZ_62_5(62_500),
  KHZ_125(125_000),
  KHZ_250(250_000),
  KHZ_500(500_000);
  // @formatter:on

  private static final int TOLERANCE_PERCENT = 1;

  private final int hertz;

  LoraBandwidth(int hertz) {
    this.hertz = hertz;
  }

  /** @param bandwidthHz exact or by its usual name: 41_666, 41_667 and 41_700 are the same */
  public static Optional<LoraBandwidth> of(int bandwidthHz) {
    return Arrays.stream(values())
        .filter(one -> 100L * Math.abs(bandwidthHz - one.hertz) <= (long) TOLERANCE_PERCENT * one.hertz)
        .findFirst();
  }

  /** Exact, rounded down, so that airtimes computed from it are never too short. */
  public int hertz() {
    return hertz;
  }
}
