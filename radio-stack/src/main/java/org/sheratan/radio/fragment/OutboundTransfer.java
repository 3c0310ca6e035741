package org.sheratan.radio.fragment;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/** The sending side of one transfer: one generation at a time, then what the receiver reports missing. */
public final class OutboundTransfer {
  private final long id;
  private final Bytes content;
  private final int fragmentBytes;
  private final int count;
  private int generation;
  private long pending;
  private long lacking;

  /**
   * @param id unique among the sender's transfers to anyone
   * @param content 1..{@link FragmentLimits#MAX_CONTENT_BYTES}
   * @param fragmentBytes data bytes a fragment, at least {@link FragmentLimits#MIN_FRAGMENT_BYTES}
   */
  public OutboundTransfer(long id, Bytes content, int fragmentBytes) {
    Check.that(content.length() > 0 && content.length() <= FragmentLimits.maxContentBytes(fragmentBytes),
        content.length() + " bytes do not go in fragments of " + fragmentBytes);
    this.id = id;
    this.content = content;
    this.fragmentBytes = fragmentBytes;
    this.count = (content.length() + fragmentBytes - 1) / fragmentBytes;
    enter(0);
  }

  public long id() {
    return id;
  }

  public int count() {
    return count;
  }

  /** What is to be sent now, lowest index first; then nothing until a report or a probe. */
  public List<Fragment> burst() {
    List<Fragment> burst = new ArrayList<>(Long.bitCount(pending));
    for (long rest = pending; rest != 0; rest &= rest - 1) {
      burst.add(fragment(generation * FragmentLimits.GENERATION + Long.numberOfTrailingZeros(rest)));
    }
    pending = 0;
    return burst;
  }

  /** @return true when it says anything new, so that {@link #burst} has work */
  public boolean onReport(FragmentReport report) {
    if (report.generation() < generation || report.generation() >= generations()) {
      return false;
    }
    if (report.generation() > generation) {
      enter(report.generation());
    }
    lacking = report.missing() & whole(generation);
    pending = lacking;
    return pending != 0;
  }

  /** No word came: send one fragment that makes the receiver report. */
  public void probe() {
    pending |= Long.highestOneBit(lacking);
  }

  private void enter(int next) {
    generation = next;
    lacking = whole(next);
    pending = lacking;
  }

  private int generations() {
    return (count + FragmentLimits.GENERATION - 1) / FragmentLimits.GENERATION;
  }

  private long whole(int of) {
    return wholeGeneration(of, count);
  }

  /** Bitmap of all fragments that generation {@code of} has when there are {@code count} altogether. */
  static long wholeGeneration(int of, int count) {
    int size = Math.min(FragmentLimits.GENERATION, count - of * FragmentLimits.GENERATION);
    return size == Long.SIZE ? -1L : (1L << size) - 1;
  }

  private Fragment fragment(int index) {
    int from = index * fragmentBytes;
    return new Fragment(id, index, count,
        content.slice(from, Math.min(content.length(), from + fragmentBytes)));
  }
}
