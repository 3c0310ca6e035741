package org.sheratan.radio.link.lora.sx126x;

/**
 * What SetRfFrequency takes: steps of 32 MHz / 2^25 = 0.954 Hz (datasheet 13.4.1).
 *
 * @param steps 32 bits
 */
record Frequency(int steps) {
  private static final long CRYSTAL_HZ = 32_000_000L;
  private static final int STEP_BITS = 25;
  /** CalibrateImage counts in 4 MHz (datasheet 9.2.1). */
  private static final long IMAGE_STEP_HZ = 4_000_000L;

  /** The nearest step. */
  static Frequency of(long frequencyHz) {
    return new Frequency((int) (((frequencyHz << STEP_BITS) + CRYSTAL_HZ / 2) / CRYSTAL_HZ));
  }

  long hertz() {
    return (steps * CRYSTAL_HZ + (1L << (STEP_BITS - 1))) >> STEP_BITS;
  }

  /**
   * The band around a channel whose image is calibrated: those of datasheet table 9-2, and 4 MHz around any other.
   *
   * @return the two parameters of CalibrateImage
   */
  static int[] imageBand(long frequencyHz) {
    for (ImageBand band : ImageBand.values()) {
      if (frequencyHz >= band.fromHz && frequencyHz <= band.toHz) {
        return new int[]{band.first, band.second};
      }
    }
    int first = (int) (frequencyHz / IMAGE_STEP_HZ);
    return new int[]{first, first + 1};
  }

  /** Datasheet, table 9-2. */
  private enum ImageBand {
    // @formatter:off
    MHZ_430(430, 440, 0x6B, 0x6F),
    MHZ_470(470, 510, 0x75, 0x81),
    MHZ_779(779, 787, 0xC1, 0xC5),
    MHZ_863(863, 870, 0xD7, 0xDB),
    MHZ_902(902, 928, 0xE1, 0xE9);
    // @formatter:on

    private static final long HERTZ_PER_MHZ = 1_000_000L;
    private final long fromHz;
    private final long toHz;
    private final int first;
    private final int second;

    ImageBand(int fromMhz, int toMhz, int first, int second) {
      this.fromHz = fromMhz * HERTZ_PER_MHZ;
      this.toHz = toMhz * HERTZ_PER_MHZ;
      this.first = first;
      this.second = second;
    }
  }
}
