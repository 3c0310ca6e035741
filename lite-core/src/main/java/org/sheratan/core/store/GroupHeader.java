package org.sheratan.core.store;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The 40 bytes before each group, big-endian. What one turn changed is one group or, where that would be long, several
 * directly behind each other: its parts.
 *
 * <pre>
 *  0  u32  magic 53 47 52 50 "SGRP"
 *  4  u32  body length, at most 8 MiB
 *  8  u64  position: number of the turn, counted over the life of the store; the same in all its parts
 * 16  u64  durable: highest position known to be on disk when it was written
 * 24  u32  boot epoch
 * 28  u8   kind: 1 changes, 2 start, 3 close, 4 snapshot block, 5 snapshot end
 * 29  u8   1 in each part behind the first, else 0; parts are of kind 1
 * 30  u16  how many parts of the turn follow
 * 32  u32  CRC-32C of the body
 * 36  u32  CRC-32C of bytes 0..35
 * </pre>
 */
record GroupHeader(int bodyLength, long position, long durable, int epoch, Kind kind, boolean continues,
    int more, int bodyChecksum) {
  static final int LENGTH = 40;
  static final int MAGIC = 0x53475250;
  private static final int CHECKSUM_AT = 36;
  private static final int CONTINUES = 1 << 16;

  /** Stable codes: they are on disk. */
  enum Kind {
    CHANGES(1), START(2), CLOSE(3), BLOCK(4), END(5);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /** Of a group that is all of its turn; the checksum is the encoder's. */
  GroupHeader(int bodyLength, long position, long durable, int epoch, Kind kind) {
    this(bodyLength, position, durable, epoch, kind, false, 0, 0);
  }

  /** Whether this may stand behind {@code before}; empty: whether a turn may begin with it. */
  boolean follows(Optional<GroupHeader> before) {
    return before.isEmpty()
        ? !continues
        : continues && position == before.get().position && epoch == before.get().epoch
            && more == before.get().more - 1;
  }

  /** @return header and body */
  static byte[] encode(GroupHeader header, byte[] body, Checksum checksum) {
    byte[] group = new byte[LENGTH + body.length];
    ByteBuffer out = ByteBuffer.wrap(group);
    out.putInt(MAGIC).putInt(body.length).putLong(header.position).putLong(header.durable)
        .putInt(header.epoch);
    out.putInt(header.kind.code << 24 | (header.continues ? CONTINUES : 0) | header.more);
    out.putInt(checksum.of(body, 0, body.length));
    out.putInt(checksum.of(group, 0, CHECKSUM_AT)).put(body);
    return group;
  }

  /** A quick look, at four bytes. */
  static boolean mayStart(byte[] content, int offset) {
    return content[offset] == (byte) (MAGIC >>> 24) && content[offset + 1] == (byte) (MAGIC >>> 16)
        && content[offset + 2] == (byte) (MAGIC >>> 8) && content[offset + 3] == (byte) MAGIC;
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
    int word = in.getInt();
    int bodyChecksum = in.getInt();
    Optional<Kind> kind = kindOf(word);
    if (bodyLength < 0 || bodyLength > Limits.GROUP_BODY_BYTES || kind.isEmpty()
        || position < 1 || durable < 0 || durable >= position || epoch < 0
        || in.getInt() != checksum.of(content, offset, offset + CHECKSUM_AT)) {
      return Optional.empty();
    }
    return Optional.of(new GroupHeader(bodyLength, position, durable, epoch, kind.get(),
        (word & CONTINUES) != 0, word & 0xffff, bodyChecksum));
  }

  /** Names this group in a clean mark. */
  static int checksumOf(byte[] content, int offset) {
    return ByteBuffer.wrap(content).getInt(offset + CHECKSUM_AT);
  }

  /** Empty when the word is none that {@link #encode} writes. */
  private static Optional<Kind> kindOf(int word) {
    for (Kind kind : Kind.values()) {
      int parts = kind == Kind.CHANGES ? word & (CONTINUES | 0xffff) : 0;
      if ((kind.code << 24 | parts) == word) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
