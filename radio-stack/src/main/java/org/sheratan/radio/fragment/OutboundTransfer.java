package org.sheratan.radio.fragment;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;

/**
 * The sending side of one transfer: the data of one generation after the other, and after each report as many fresh
 * repair pieces as are missing. The last of each burst asks for a report. A receiver that answers a probe with an earlier
 * generation has lost the later ones: there it goes on.
 */
public final class OutboundTransfer {
  private static final int KNOWN = -1;

  private final Pieces pieces;
  private int generation;
  private byte[][] data;
  private int nextIndex;
  private int pending;
  private int sent;
  /** The next report says where the receiver stands, wherever we thought it did. */
  private boolean asking;
  /** Which pieces of a generation the receiver has is not known; repair pieces from here on are new to it, most likely. */
  private int unknownFrom = KNOWN;

  /**
   * @param id unique among the sender's transfers to anyone, three bytes
   * @param content 1..{@link FragmentLimits#MAX_CONTENT_BYTES}
   * @param fragmentBytes data bytes a fragment at most, at least {@link FragmentLimits#MIN_FRAGMENT_BYTES}
   */
  public OutboundTransfer(int id, Bytes content, int fragmentBytes) {
    this.pieces = new Pieces(id, content, fragmentBytes);
    enter(0);
  }

  /**
   * A transfer that an earlier start of ours began, with the same id, content and length of fragments: one piece asks the
   * receiver where it stands.
   *
   * @param anywhere at random, so that pieces after several restarts differ
   */
  public static OutboundTransfer resumed(int id, Bytes content, int fragmentBytes, int anywhere) {
    OutboundTransfer resumed = new OutboundTransfer(id, content, fragmentBytes);
    resumed.unknownFrom = anywhere;
    resumed.ask();
    return resumed;
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
    sent += burst.size();
    return burst;
  }

  /** False when nothing of it has left yet. */
  public boolean begun() {
    return sent > 0;
  }

  /** How many times as many pieces as there are of data were sent. */
  public int rounds() {
    return sent / count();
  }

  /** True while the burst is not over. */
  public boolean hasMore() {
    return pending > 0;
  }

  /** @return true when {@link #burst} has work */
  public boolean onReport(FragmentReport report) {
    boolean further = report.generation() > generation && report.generation() < pieces.generations();
    if (further || asking && report.generation() < generation) {
      enter(report.generation());
    } else if (report.generation() == generation) {
      pending = Math.max(pending, Math.min(report.missing(), data.length));
    }
    asking = false;
    if (unknownFrom != KNOWN && report.generation() == generation) {
      if (report.missing() < data.length) {
        nextIndex = data.length + unknownFrom % (FragmentLimits.PIECES - data.length);
        pending = report.missing();
      }
      unknownFrom = KNOWN;
    }
    return pending > 0;
  }

  /** No word came: send one more piece, which asks for a report. */
  public void probe() {
    pending = Math.max(pending, 1);
    asking = true;
  }

  /** The receiver may have lost what it had, or have more than we know: one piece asks, before any other goes. */
  public void ask() {
    pending = 1;
    asking = true;
  }

  private void enter(int next) {
    generation = next;
    data = pieces.data(next);
    nextIndex = 0;
    pending = data.length;
  }
}
