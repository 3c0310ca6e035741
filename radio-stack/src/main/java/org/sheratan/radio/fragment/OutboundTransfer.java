package org.sheratan.radio.fragment;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/**
 * The sending side of one transfer: the data of one generation after the other, and after each report as many fresh
 * repair pieces as are missing. The last of each burst asks for a report. Where several receive, the one that lacks
 * most decides how many repair pieces follow: each of them helps everyone.
 */
public final class OutboundTransfer {
  private final int id;
  private final byte[] framed;
  private final int pieceBytes;
  private final int count;
  private final int generations;
  private int generation;
  private byte[][] data;
  private int nextIndex;
  private int pending;

  /**
   * @param id unique among the sender's transfers to anyone, three bytes
   * @param content 1..{@link FragmentLimits#MAX_CONTENT_BYTES}
   * @param fragmentBytes data bytes a fragment at most, at least {@link FragmentLimits#MIN_FRAGMENT_BYTES}
   */
  public OutboundTransfer(int id, Bytes content, int fragmentBytes) {
    Check.that(content.length() > 0 && content.length() <= FragmentLimits.maxContentBytes(fragmentBytes),
        content.length() + " bytes do not go in fragments of " + fragmentBytes);
    this.id = id;
    this.framed = new ByteWriter(content.length() + FragmentLimits.LENGTH_BYTES).u8(content.length() >>> 16)
        .u16(content.length() & 0xffff).bytes(content).toBytes().toArray();
    this.count = ceilDiv(framed.length, fragmentBytes);
    this.generations = ceilDiv(count, FragmentLimits.GENERATION);
    this.pieceBytes = ceilDiv(framed.length, count);
    enter(0);
  }

  public int id() {
    return id;
  }

  /** Pieces of data in all generations. */
  public int count() {
    return count;
  }

  /** What is to be sent now, in this order, {@code most} at a time; then nothing until a report or a probe. */
  public List<Fragment> burst(int most) {
    List<Fragment> burst = new ArrayList<>(Math.min(most, pending));
    for (; pending > 0 && burst.size() < most; pending--) {
      burst.add(fragment(nextIndex, pending == 1));
      nextIndex = (nextIndex + 1) % FragmentLimits.PIECES;
    }
    return burst;
  }

  /** True while the burst is not over. */
  public boolean hasMore() {
    return pending > 0;
  }

  /** @return true when {@link #burst} has work */
  public boolean onReport(FragmentReport report) {
    if (report.generation() > generation && report.generation() < generations) {
      enter(report.generation());
    } else if (report.generation() == generation) {
      pending = Math.max(pending, Math.min(report.missing(), data.length));
    }
    return pending > 0;
  }

  /** No word came: send one more piece, which asks for a report. */
  public void probe() {
    pending = Math.max(pending, 1);
  }

  private void enter(int next) {
    generation = next;
    data = new byte[share(next + 1) - share(next)][pieceBytes];
    int from = share(next) * pieceBytes;
    for (byte[] piece : data) {
      int length = Math.clamp(framed.length - from, 0, pieceBytes);
      System.arraycopy(framed, Math.min(from, framed.length), piece, 0, length);
      from += pieceBytes;
    }
    nextIndex = 0;
    pending = data.length;
  }

  /** Pieces in the generations before {@code of}: all are equally large, give or take one. */
  private int share(int of) {
    return (int) ((long) count * of / generations);
  }

  private Fragment fragment(int index, boolean reportWanted) {
    byte[] piece = index < data.length ? data[index] : Generation.repair(data, index);
    return new Fragment(id, generation, generation == generations - 1, reportWanted, data.length, index,
        Bytes.copyOf(piece));
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
