package org.sheratan.radio.fragment;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;

/**
 * The sending side of one transfer: the data of one generation after the other, and after each report as many fresh
 * repair pieces as are missing. The last of each burst asks for a report.
 */
public final class OutboundTransfer {
  private final Pieces pieces;
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
    this.pieces = new Pieces(id, content, fragmentBytes);
    enter(0);
  }

  public int id() {
    return pieces.transfer();
  }

  /** Pieces of data in all generations. */
  public int count() {
    return pieces.count();
  }

  /** What is to be sent now, in this order, {@code most} at a time; then nothing until a report or a probe. */
  public List<Fragment> burst(int most) {
    List<Fragment> burst = new ArrayList<>(Math.min(most, pending));
    for (; pending > 0 && burst.size() < most; pending--) {
      burst.add(pieces.fragment(generation, data, nextIndex, pending == 1));
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
    if (report.generation() > generation && report.generation() < pieces.generations()) {
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
    data = pieces.data(next);
    nextIndex = 0;
    pending = data.length;
  }
}
