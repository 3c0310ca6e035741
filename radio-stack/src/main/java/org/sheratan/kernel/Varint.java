package org.sheratan.kernel;

/** Unsigned LEB128, at most 9 bytes (63 bits), shortest form only. */
public final class Varint {
  public static final int MAX_BYTES = 9;

  private Varint() {}

  public static int length(long value) {
    Check.that(value >= 0, "a varint is not negative");
    int bits = 64 - Long.numberOfLeadingZeros(value | 1);
    return (bits + 6) / 7;
  }

  /** Maps signed to unsigned so that small magnitudes stay short (protobuf's zigzag). */
  public static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  public static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
