package org.sheratan.radio.fragment;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * One piece of one generation of a transfer. All pieces of a transfer are equally long.
 *
 * <pre>
 * 0  3  transfer id, unique among those of its sender
 * 3  1  bit 7: a report is wanted; bit 6: last generation; bits 5–0: generation
 * 4  1  pieces of data in this generation, 1..64
 * 5  1  piece index: below that number data, from it on repair
 * 6  .  the piece, at least one byte, to the end
 * </pre>
 *
 * @param size pieces of data in the generation, k
 */
public record Fragment(int transfer, int generation, boolean last, boolean reportWanted, int size, int index,
    Bytes data) {
  private static final int REPORT_WANTED = 0x80;
  private static final int LAST = 0x40;
  private static final int GENERATION_MASK = 0x3f;

  public Bytes encode() {
    int flags = (reportWanted ? REPORT_WANTED : 0) | (last ? LAST : 0);
    return new ByteWriter(FragmentLimits.HEAD_BYTES + data.length()).u8(transfer >>> 16)
        .u16(transfer & 0xffff)
        .u8(flags | generation).u8(size).u8(index).bytes(data).toBytes();
  }

  /** Reads to the end of {@code reader}. */
  public static Fragment decode(ByteReader reader) {
    int transfer = decodeTransfer(reader);
    int flags = reader.u8("generation");
    int size = reader.u8("generation size");
    if (size == 0 || size > FragmentLimits.GENERATION) {
      throw new MalformedException("generation size", reader.offset() - 1, size + " is not 1..64");
    }
    int index = reader.u8("piece index");
    if (reader.remaining() == 0) {
      throw new MalformedException("piece", reader.offset(), "empty");
    }
    return new Fragment(transfer, flags & GENERATION_MASK, (flags & LAST) != 0, (flags & REPORT_WANTED) != 0,
        size, index, reader.rest());
  }

  /** A transfer id wherever one stands: three bytes. */
  public static int decodeTransfer(ByteReader reader) {
    return reader.u8("transfer") << 16 | reader.u16("transfer");
  }
}
