package org.sheratan.kernel;

import java.util.zip.CRC32C;

/** CRC-32C (RFC 3720 §12.1): tells rot and mix-ups, not what somebody changed on purpose. */
public final class Crc32c {
  private Crc32c() {}

  /** Of {@code parts}, one after the other: 0..2^32−1. */
  public static long of(Bytes... parts) {
    CRC32C check = new CRC32C();
    for (Bytes part : parts) {
      part.into(check);
    }
    return check.getValue();
  }
}
