package org.sheratan.radio.fragment;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Crc32c;
import org.sheratan.kernel.MalformedException;

/**
 * A complete generation of a transfer that goes on, as a receiver keeps it on disk.
 *
 * <pre>
 *  0  1  form, 1
 *  1  4  the receiver's epoch when it was stored
 *  5  1  bit 6: last generation; bits 5–0: generation
 *  6  1  pieces of data, 1..64
 *  7  4  CRC-32C of all else
 * 11  .  the data, to the end: pieces of equal length
 * </pre>
 *
 * @param epoch 32 bits
 */
record StoredGeneration(long epoch, int generation, boolean last, int size, Bytes data) {
  private static final int FORM = 1;
  private static final int LAST = 0x40;
  private static final int CHECK_OFFSET = 7;

  Bytes encode() {
    Bytes head = head();
    return new ByteWriter(CHECK_OFFSET + Integer.BYTES + data.length()).bytes(head).u32(Crc32c.of(head, data))
        .bytes(data)
        .toBytes();
  }

  /** @throws MalformedException for anything but what {@link #encode} makes */
  static StoredGeneration decode(Bytes record) {
    ByteReader reader = new ByteReader(record);
    if (reader.u8("form") != FORM) {
      throw new MalformedException("form", 0, "not " + FORM);
    }
    long epoch = reader.u32("epoch");
    int flags = reader.u8("generation");
    int size = reader.u8("generation size");
    long check = reader.u32("check");
    StoredGeneration read = new StoredGeneration(epoch, flags & ~LAST, (flags & LAST) != 0, size,
        reader.rest());
    if (check != Crc32c.of(read.head(), read.data)) {
      throw new MalformedException("check", CHECK_OFFSET, "not of this content");
    }
    if (read.generation >= FragmentLimits.MAX_GENERATIONS || size == 0 || size > FragmentLimits.GENERATION
        || read.data.length() == 0 || read.data.length() % size != 0) {
      throw new MalformedException("generation", CHECK_OFFSET - 2, "none that was ever stored");
    }
    return read;
  }

  /** Its first piece, as it came in. */
  Fragment first(int transfer) {
    return new Fragment(transfer, generation, last, false, size, 0, piece(0));
  }

  Bytes piece(int index) {
    int pieceBytes = data.length() / size;
    return data.slice(index * pieceBytes, (index + 1) * pieceBytes);
  }

  private Bytes head() {
    return new ByteWriter(CHECK_OFFSET).u8(FORM).u32(epoch).u8(generation | (last ? LAST : 0)).u8(size)
        .toBytes();
  }
}
