package org.sheratan.radio.link.lora.sx126x;

/** The chip's timers count in 15.625 µs, 24 bits. */
final class Steps {
  static final int MAX = 0xFFFFFE;
  private static final long STEPS_PER_MS = 64;
  private static final long MICROS_PER_MS = 1_000;

  private Steps() {}

  /** Rounded up; times beyond 262 s are 262 s. */
  static int of(long micros) {
    return (int) Math.min(MAX, (micros * STEPS_PER_MS + MICROS_PER_MS - 1) / MICROS_PER_MS);
  }
}
