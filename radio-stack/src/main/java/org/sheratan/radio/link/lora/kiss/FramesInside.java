package org.sheratan.radio.link.lora.kiss;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Frames inside a modem that never says when one has left. Its own airtime statistics do: they are sent right after
 * each transmission, and those over 15 s grow by what it cost. Where these shrink at the same time, because old
 * transmissions leave their window, the growth may be hidden: then a frame counts as sent once it must have been,
 * but only as far as the coarse statistics over the hour, which do not shrink, allow.
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

  private record Frame(long handedMs, long airtimeMicros, long bookedMicros, long earliestMs,
      long expectedMs) {
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
  private int hourUnits = UNKNOWN;
  /** The hour's statistics when last everything was known to be out, and what they must show of what left since. */
  private int hourUnitsBefore = UNKNOWN;
  private long bookedMicros;

  /**
   * @param maxAirtimeMicros bound of what is inside, one frame excepted
   * @param accessMs longest the modem waits for its turn on a free channel
   */
  FramesInside(long maxAirtimeMicros, long accessMs) {
    this.maxAirtimeMicros = maxAirtimeMicros;
    this.accessMs = accessMs;
  }

  /** Growth shows only against what was before: no frame should go in until this is true, or none are coming. */
  boolean knowsStatistics() {
    return lastUnits != UNKNOWN;
  }

  boolean roomFor(long airtimeMicros) {
    return frames.isEmpty()
        || frames.size() < MAX_FRAMES && airtimeMicros() + airtimeMicros <= maxAirtimeMicros;
  }

  /** @param booked what the modem's own book has for it, microseconds */
  void add(long airtimeMicros, long booked, long nowMs) {
    growth = frames.isEmpty() ? 0 : growth;
    long startMs = frames.isEmpty() ? nowMs : Math.max(nowMs, frames.getLast().earliestMs);
    long earliestMs = startMs + airtimeMicros / 1_000;
    long afterMs = frames.isEmpty() ? nowMs : Math.max(nowMs, frames.getLast().expectedMs);
    frames.add(new Frame(nowMs, airtimeMicros, booked, earliestMs,
        afterMs + accessMs + airtimeMicros / 1_000 + STATISTICS_PERIOD_MS));
    shrank = false;
  }

  /** All that is not known to have left. */
  long airtimeMicros() {
    return frames.stream().mapToLong(Frame::airtimeMicros).sum();
  }

  /** @return how many frames have left, as the statistics show */
  int onStatistics(RnodeChannel channel, long nowMs) {
    int units = channel.airtimeUnits();
    hourUnits = channel.hourUnits();
    if (hourUnitsBefore == UNKNOWN || hourUnits < hourUnitsBefore) {
      hourUnitsBefore = hourUnits;
    }
    int change = lastUnits == UNKNOWN ? 0 : units - lastUnits;
    lastUnits = units;
    lastStatisticsMs = nowMs;
    shrank |= change < 0;
    growth = frames.isEmpty() ? 0 : growth + Math.max(0, change);
    int left = 0;
    while (!frames.isEmpty() && growth * 2 >= frames.getFirst().units()
        && nowMs >= frames.getFirst().earliestMs) {
      Frame out = frames.removeFirst();
      growth = Math.max(0, growth - out.units());
      bookedMicros += out.bookedMicros();
      left++;
    }
    if (left > 0 && frames.isEmpty()) {
      hourUnitsBefore = hourUnits;
      bookedMicros = 0;
    }
    return left;
  }

  /** @return how many frames must have left by now, although nothing shows it */
  int overdue(long nowMs) {
    int left = 0;
    while (!frames.isEmpty() && nowMs >= frames.getFirst().expectedMs
        && (silent(nowMs) || shrank && possiblyOut(frames.getFirst()))) {
      bookedMicros += frames.removeFirst().bookedMicros();
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
            Math.max(nowMs + 1, missingMs()));
  }

  private boolean possiblyOut(Frame frame) {
    return bookedMicros + frame.bookedMicros() <= (hourUnits - hourUnitsBefore + 1)
        * RnodeChannel.MICROS_PER_HOUR_UNIT;
  }

  private boolean silent(long nowMs) {
    return nowMs >= missingMs();
  }

  /** The modem sends none while it transmits, perhaps everything inside in one go. */
  private long missingMs() {
    return lastStatisticsMs + STATISTICS_MISSING_MS + airtimeMicros() / 1_000;
  }
}
