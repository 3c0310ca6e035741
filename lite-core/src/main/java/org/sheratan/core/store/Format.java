package org.sheratan.core.store;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The file {@code format}: what release may read this folder, 22 bytes.
 *
 * <pre>
 *  0  8    "SHERATAN"
 *  8  u16  format version
 * 10  8    salt of the store, random
 * 18  u32  CRC-32C of bytes 0..17
 * </pre>
 */
record Format(int version, Bytes salt) {
  static final int CURRENT = 2;
  private static final int LENGTH = 22;
  private static final Bytes MAGIC = Bytes.utf8("SHERATAN");

  Bytes encode() {
    Bytes fields = new ByteWriter(LENGTH).bytes(MAGIC).u16(version).bytes(salt).toBytes();
    return new ByteWriter(LENGTH).bytes(fields).u32(Checksum.PLAIN.of(fields) & 0xffff_ffffL).toBytes();
  }

  static Optional<Format> decode(Bytes content) {
    try {
      ByteReader in = new ByteReader(content);
      Bytes magic = in.bytes("magic", MAGIC.length());
      Format format = new Format(in.u16("version"), in.bytes("salt", FileHeader.SALT_BYTES));
      long checksum = in.u32("checksum");
      in.end("format");
      boolean intact = checksum == (Checksum.PLAIN.of(content.slice(0, LENGTH - 4)) & 0xffff_ffffL);
      return intact && magic.equals(MAGIC) ? Optional.of(format) : Optional.empty();
    } catch (MalformedException notOurs) {
      return Optional.empty();
    }
  }

  /** Written aside and renamed: there is no moment with half a format file. */
  void write(Disk disk) throws IOException {
    WholeFile.write(disk, FileNames.FORMAT, encode());
  }
}
