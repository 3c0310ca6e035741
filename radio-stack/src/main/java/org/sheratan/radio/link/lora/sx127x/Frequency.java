package org.sheratan.radio.link.lora.sx127x;

import java.util.List;

/**
 * What RegFrf holds: steps of 32 MHz / 2^19 = 61.035 Hz (datasheet 4.1.4).
 *
 * @param frf 24 bits
 */
record Frequency(int frf) {
  private static final long CRYSTAL_HZ = 32_000_000L;
  private static final int STEP_BITS = 19;

  /** The nearest step. */
  static Frequency of(long frequencyHz) {
    return new Frequency((int) (((frequencyHz << STEP_BITS) + CRYSTAL_HZ / 2) / CRYSTAL_HZ));
  }

  long hertz() {
    return (frf * CRYSTAL_HZ + (1L << (STEP_BITS - 1))) >> STEP_BITS;
  }

  /** The chip takes them over when a mode that uses the synthesizer is entered. */
  List<RegisterValue> registers() {
    return List.of(new RegisterValue(Register.FRF_MSB, frf >> 16),
        new RegisterValue(Register.FRF_MID, frf >> 8 & 0xff),
        new RegisterValue(Register.FRF_LSB, frf & 0xff));
  }
}
