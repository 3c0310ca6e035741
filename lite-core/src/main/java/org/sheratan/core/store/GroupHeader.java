package org.sheratan.core.store;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The 40 bytes before each group, big-endian.
 *
 * <pre>
 *  0  u32  magic 53 47 52 50 "SGRP"
 *  4  u32  body length, at most 8 MiB
 *  8  u64  position: number of this group, counted over the life of the store
 * 16  u64  durable: highest position known to be on disk when this group was written
 * 24  u32  boot epoch
 * 28  u8   kind: 1 changes, 2 start, 3 close, 4 snapshot block, 5 snapshot end
 * 29  u24  zero
 * 32  u32  CRC-32C of the body
 * 36  u32  CRC-32C of bytes 0..35
 * </pre>
 */
record GroupHeader(int bodyLength, long position, long durable, int epoch, Kind kind, int bodyChecksum) {
  static final int LENGTH = 40;
  static final int MAGIC = 0x53475250;
  private static final int CHECKSUM_AT = 36;

  /** Stable codes: they are on disk. */
  enum Kind {
    CHANGES(1), START(2), CLOSE(3), BLOCK(4), END(5);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /** @return header and body */
  static byte[] encode(GroupHeader header, byte[] body, Checksum checksum) {
    byte[] group = new byte[LENGTH + body.length];
    ByteBuffer out = ByteBuffer.wrap(group);
    out.putInt(MAGIC).putInt(body.length).putLong(header.position).putLong(header.durable)
        .putInt(header.epoch);
    out.putInt(header.kind.code << 24).putInt(checksum.of(body, 0, body.length));
    out.putInt(checksum.of(group, 0, CHECKSUM_AT)).put(body);
    return group;
  }

  /** Empty when the 40 bytes at {@code offset} are no header. */
  static Optional<GroupHeader> decode(byte[] content, int offset, Checksum checksum) {
    ByteBuffer in = ByteBuffer.wrap(content, offset, LENGTH);
    if (in.getInt() != MAGIC) {
      return Optional.empty();
    }
    int bodyLength = in.getInt();
    long position = in.getLong();
    long durable = in.getLong();
    int epoch = in.getInt();
    int code = in.getInt();
    int bodyChecksum = in.getInt();
    Optional<Kind> kind = kindOf(code);
    if (bodyLength < 0 || bodyLength > Limits.GROUP_BODY_BYTES || kind.isEmpty()
        || position < 1 || durable < 0 || durable >= position || epoch < 0
        || in.getInt() != checksum.of(content, offset, offset + CHECKSUM_AT)) {
      return Optional.empty();
    }
    return Optional.of(new GroupHeader(bodyLength, position, durable, epoch, kind.get(), bodyChecksum));
  }

  /** Names this group in a clean mark. */
  static int checksumOf(byte[] content, int offset) {
    return ByteBuffer.wrap(content).getInt(offset + CHECKSUM_AT);
  }

  private static Optional<Kind> kindOf(int word) {
    for (Kind kind : Kind.values()) {
      if (kind.code << 24 == word) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
