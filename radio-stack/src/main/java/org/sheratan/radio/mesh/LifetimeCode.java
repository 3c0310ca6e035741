package org.sheratan.radio.mesh;

/**
 * A remaining lifetime in one byte: {@code (8 + low 3 bits) << high 5 bits} seconds, rounded down, so that no hop
 * makes it longer. From 8 s to 1,000 years; each hop may shorten it by up to an eighth.
 */
final class LifetimeCode {
  private LifetimeCode() {}

  /** @param lifetimeMs at least 8 s */
  static int encode(long lifetimeMs) {
    long seconds = Math.max(8, lifetimeMs / 1_000);
    int exponent = Math.min(31, 60 - Long.numberOfLeadingZeros(seconds));
    long mantissa = Math.min(15, seconds >>> exponent);
    return exponent << 3 | (int) (mantissa - 8);
  }

  static long decodeMs(int code) {
    return (8L + (code & 7) << (code >>> 3)) * 1_000;
  }
}
