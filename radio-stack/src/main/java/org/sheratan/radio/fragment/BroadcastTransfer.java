package org.sheratan.radio.fragment;

import java.util.Optional;

import org.sheratan.kernel.Bytes;

/**
 * One content for many receivers: the data of all generations, then for each generation that somebody still lacks as
 * many fresh repair pieces as the one who lacks most. Each of them helps everyone, whatever they lost. Repairs are
 * bounded: nobody can have the sender go on for ever.
 */
public final class BroadcastTransfer {
  /** Pieces altogether, to those of data: enough for nine of ten lost. */
  static final int MOST_FACTOR = 16;
  private final Pieces pieces;
  private final int[] nextIndex;
  private final int[] pending;
  private int left;
  private int generation;
  private byte[][] data;

  /**
   * @param id unique among the sender's transfers to anyone, three bytes
   * @param content 1..{@link FragmentLimits#MAX_CONTENT_BYTES}
   * @param fragmentBytes data bytes a fragment at most, at least {@link FragmentLimits#MIN_FRAGMENT_BYTES}
   */
  public BroadcastTransfer(int id, Bytes content, int fragmentBytes) {
    pieces = new Pieces(id, content, fragmentBytes);
    nextIndex = new int[pieces.generations()];
    pending = new int[pieces.generations()];
    for (int of = 0; of < pending.length; of++) {
      pending[of] = pieces.size(of);
    }
    left = MOST_FACTOR * pieces.count();
    data = pieces.data(0);
  }

  public int id() {
    return pieces.transfer();
  }

  /** The next fragment to be sent; empty when nothing is to be sent until a report. The last one before asks for reports. */
  public Optional<Fragment> next() {
    int of = 0;
    while (of < pending.length && pending[of] == 0) {
      of++;
    }
    if (of == pending.length || left == 0) {
      return Optional.empty();
    }
    if (of != generation) {
      generation = of;
      data = pieces.data(of);
    }
    pending[of]--;
    left--;
    int index = nextIndex[of];
    nextIndex[of] = (index + 1) % FragmentLimits.PIECES;
    return Optional.of(pieces.fragment(of, data, index, !hasNext()));
  }

  public boolean hasNext() {
    if (left == 0) {
      return false;
    }
    for (int left : pending) {
      if (left > 0) {
        return true;
      }
    }
    return false;
  }

  /** @return false when it names no generation of this content, or no more may be sent */
  public boolean onReport(FragmentReport report) {
    int of = report.generation();
    if (of >= pending.length || left == 0) {
      return false;
    }
    pending[of] = Math.max(pending[of], Math.min(report.missing(), pieces.size(of)));
    return true;
  }
}
