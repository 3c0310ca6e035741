package org.sheratan.radio.fragment;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/** One content cut into equal pieces, as few as possible, in generations equally large, give or take a piece. */
final class Pieces {
  private final int transfer;
  private final byte[] framed;
  private final int pieceBytes;
  private final int count;
  private final int generations;

  /**
   * @param transfer unique among the sender's transfers to anyone, three bytes
   * @param content 1..{@link FragmentLimits#MAX_CONTENT_BYTES}
   * @param fragmentBytes data bytes a fragment at most, at least {@link FragmentLimits#MIN_FRAGMENT_BYTES}
   */
  Pieces(int transfer, Bytes content, int fragmentBytes) {
    Check.that(content.length() > 0 && content.length() <= FragmentLimits.maxContentBytes(fragmentBytes),
        content.length() + " bytes do not go in fragments of " + fragmentBytes);
    this.transfer = transfer;
    this.framed = new ByteWriter(content.length() + FragmentLimits.LENGTH_BYTES).u8(content.length() >>> 16)
        .u16(content.length() & 0xffff).bytes(content).toBytes().toArray();
    this.count = Math.ceilDiv(framed.length, fragmentBytes);
    this.generations = Math.ceilDiv(count, FragmentLimits.GENERATION);
    this.pieceBytes = Math.ceilDiv(framed.length, count);
  }

  int transfer() {
    return transfer;
  }

  /** Pieces of data in all generations. */
  int count() {
    return count;
  }

  int generations() {
    return generations;
  }

  /** Pieces of data in generation {@code of}. */
  int size(int of) {
    return share(of + 1) - share(of);
  }

  byte[][] data(int of) {
    byte[][] data = new byte[size(of)][pieceBytes];
    int from = share(of) * pieceBytes;
    for (byte[] piece : data) {
      int length = Math.clamp(framed.length - from, 0, pieceBytes);
      System.arraycopy(framed, Math.min(from, framed.length), piece, 0, length);
      from += pieceBytes;
    }
    return data;
  }

  /** @param data of generation {@code of} */
  Fragment fragment(int of, byte[][] data, int index, boolean reportWanted) {
    byte[] piece = index < data.length ? data[index] : Generation.repair(data, index);
    return new Fragment(transfer, of, of == generations - 1, reportWanted, data.length, index,
        Bytes.copyOf(piece));
  }

  /** Pieces in the generations before {@code of}. */
  private int share(int of) {
    return (int) ((long) count * of / generations);
  }
}
