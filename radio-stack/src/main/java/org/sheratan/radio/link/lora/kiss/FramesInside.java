package org.sheratan.radio.link.lora.kiss;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Frames inside a modem that never says when one has left. Its own airtime statistics do: they are sent right after
 * each transmission and grow by what it cost. Where they shrink at the same time, because old transmissions leave
 * their window, the growth may be hidden: then a frame counts as sent once it must have been.
 */
final class FramesInside {
  /** One on the air and one behind it keep the channel busy; more would only grow old in there. */
  private static final int MAX_FRAMES = 2;
  /** Statistics come once a second. */
  private static final long STATISTICS_PERIOD_MS = 1_100;
  private static final long STATISTICS_MISSING_MS = 3_000;
  /** A channel that is never free for so long, or an airtime lock. */
  private static final long STUCK_MS = 60_000;
  private static final int UNKNOWN = -1;

  private record Frame(long handedMs, long airtimeMicros, long earliestMs, long expectedMs) {
    long units() {
      return Math.max(1, airtimeMicros / RnodeChannel.MICROS_PER_UNIT);
    }
  }

  private final Deque<Frame> frames = new ArrayDeque<>();
  private final long maxAirtimeMicros;
  private final long accessMs;
  private int lastUnits = UNKNOWN;
  private long lastStatisticsMs = Long.MIN_VALUE / 2;
  private long growth;
  private boolean shrank;

  /**
   * @param maxAirtimeMicros bound of what is inside, one frame excepted
   * @param accessMs longest the modem waits for its turn on a free channel
   */
  FramesInside(long maxAirtimeMicros, long accessMs) {
    this.maxAirtimeMicros = maxAirtimeMicros;
    this.accessMs = accessMs;
  }

  boolean roomFor(long airtimeMicros) {
    return frames.isEmpty()
        || frames.size() < MAX_FRAMES && airtimeMicros() + airtimeMicros <= maxAirtimeMicros;
  }

  void add(long airtimeMicros, long nowMs) {
    long startMs = frames.isEmpty() ? nowMs : Math.max(nowMs, frames.getLast().earliestMs);
    long earliestMs = startMs + airtimeMicros / 1_000;
    long afterMs = frames.isEmpty() ? nowMs : Math.max(nowMs, frames.getLast().expectedMs);
    frames.add(new Frame(nowMs, airtimeMicros, earliestMs,
        afterMs + accessMs + airtimeMicros / 1_000 + STATISTICS_PERIOD_MS));
    shrank = false;
  }

  /** All that is not known to have left. */
  long airtimeMicros() {
    return frames.stream().mapToLong(Frame::airtimeMicros).sum();
  }

  /** @return how many frames have left, as the statistics show */
  int onStatistics(int units, long nowMs) {
    int change = lastUnits == UNKNOWN ? 0 : units - lastUnits;
    lastUnits = units;
    lastStatisticsMs = nowMs;
    shrank |= change < 0;
    growth = frames.isEmpty() ? 0 : growth + Math.max(0, change);
    int left = 0;
    while (!frames.isEmpty() && growth * 2 >= frames.getFirst().units()
        && nowMs >= frames.getFirst().earliestMs) {
      growth = Math.max(0, growth - frames.removeFirst().units());
      left++;
    }
    return left;
  }

  /** @return how many frames must have left by now, although nothing shows it */
  int overdue(long nowMs) {
    int left = 0;
    while (!frames.isEmpty() && nowMs >= frames.getFirst().expectedMs && (shrank || silent(nowMs))) {
      frames.removeFirst();
      left++;
    }
    return left;
  }

  /** The statistics go on and show that the first frame has been kept for too long. */
  boolean stuck(long nowMs) {
    return !frames.isEmpty() && nowMs >= frames.getFirst().expectedMs + STUCK_MS;
  }

  /** When {@link #overdue} or {@link #stuck} may change by themselves. */
  long nextMs(long nowMs) {
    if (frames.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long expectedMs = frames.getFirst().expectedMs;
    return nowMs < expectedMs
        ? expectedMs
        : Math.min(expectedMs + STUCK_MS,
            Math.max(nowMs + 1, lastStatisticsMs + STATISTICS_MISSING_MS));
  }

  private boolean silent(long nowMs) {
    return nowMs - lastStatisticsMs >= STATISTICS_MISSING_MS;
  }
}
