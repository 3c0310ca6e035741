package org.sheratan.core.store;

import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The 32 bytes at the start of a segment or snapshot, big-endian.
 *
 * <pre>
 *  0  u32  magic: "SJNL" segment, "SSNP" snapshot
 *  4  u8   format version
 *  5  u24  zero
 *  8  u64  segment: first position in it; snapshot: last position merged into it
 * 16  u32  boot epoch: of all groups in the segment; the highest merged into the snapshot
 * 20  8    salt of the store
 * 28  u32  CRC-32C of bytes 0..27, without prefix
 * </pre>
 */
record FileHeader(int magic, int version, long first, int epoch, Bytes salt) {
  static final int LENGTH = 32;
  static final int SALT_BYTES = 8;
  static final int SEGMENT = 0x534a4e4c;
  static final int SNAPSHOT = 0x53534e50;

  Checksum checksum() {
    return Checksum.of(magic, salt, first);
  }

  Bytes encode() {
    Bytes fields = new ByteWriter(LENGTH).u32(magic).u8(version).u8(0).u16(0).u64(first).u32(epoch)
        .bytes(salt)
        .toBytes();
    return new ByteWriter(LENGTH).bytes(fields).u32(Checksum.PLAIN.of(fields) & 0xffff_ffffL).toBytes();
  }

  /** Empty when the bytes are no header of this kind. */
  static Optional<FileHeader> decode(Bytes content, int magic) {
    try {
      ByteReader in = new ByteReader(content);
      long foundMagic = in.u32("magic");
      int version = in.u8("version");
      in.bytes("zero", 3);
      FileHeader header = new FileHeader(magic, version, in.u64("first"), (int) in.u32("epoch"),
          in.bytes("salt", SALT_BYTES));
      boolean intact = in.u32("checksum") == (Checksum.PLAIN.of(content.slice(0, LENGTH - 4)) & 0xffff_ffffL);
      return intact && foundMagic == magic ? Optional.of(header) : Optional.empty();
    } catch (MalformedException tooShort) {
      return Optional.empty();
    }
  }
}
