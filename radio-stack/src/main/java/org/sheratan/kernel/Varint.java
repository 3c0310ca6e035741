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
}
