package org.sheratan.core.store;

import java.util.zip.CRC32C;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/**
 * CRC-32C (RFC 3720 §12.1) started with a prefix of the file it stands in. The prefix holds the store's random
 * salt, so that a stored value can never be taken for a group of the journal, and the file's first position, so
 * that a stale block of another file cannot either.
 */
final class Checksum {
  static final Checksum PLAIN = new Checksum(Bytes.EMPTY);

  private final byte[] prefix;

  private Checksum(Bytes prefix) {
    this.prefix = prefix.toArray();
  }

  static Checksum of(int magic, Bytes salt, long first) {
    return new Checksum(new ByteWriter().u32(magic & 0xffff_ffffL).bytes(salt).u64(first).toBytes());
  }

  int of(byte[] content, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(prefix);
    crc.update(content, from, to - from);
    return (int) crc.getValue();
  }

  int of(Bytes content) {
    byte[] bytes = content.toArray();
    return of(bytes, 0, bytes.length);
  }
}
