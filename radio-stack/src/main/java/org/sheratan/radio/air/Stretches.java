package org.sheratan.radio.air;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Time on air within the last hour, oldest first, as stretches that never overlap. What is not known exactly is
 * placed as late as it can have been: that is where it is counted longest. All times are microseconds.
 */
final class Stretches {
  /**
   * One hour, and a second for the drift of clocks (100 ppm are 0.36 s) and for events that are noticed late.
   */
  static final long WINDOW_MICROS = 3_601_000_000L;
  /** What ends within this span is kept as one, at its latest end: bounds the memory to 1,801 stretches. */
  private static final long MERGE_MICROS = 2_000_000;

  /** Ended at {@code endMicros}. */
  record Stretch(long endMicros, long lengthMicros) {}

  private final Deque<Stretch> stretches = new ArrayDeque<>();
  private long lastOpenedMicros;
  private long totalMicros;

  /** All of them in order. Not to be added to: it may be one of them. */
  static Stretches merged(List<Stretches> several) {
    List<Stretches> counting = several.stream().filter(one -> one.totalMicros > 0).toList();
    if (counting.size() == 1) {
      return counting.getFirst();
    }
    List<Stretch> all = new ArrayList<>();
    counting.forEach(one -> all.addAll(one.stretches));
    all.sort(Comparator.comparingLong(Stretch::endMicros));
    Stretches merged = new Stretches();
    all.forEach(stretch -> merged.add(stretch.endMicros, stretch.lengthMicros));
    return merged;
  }

  /** @param endMicros not before the latest end; overlapping ones are pushed behind it */
  void add(long endMicros, long lengthMicros) {
    Stretch last = stretches.peekLast();
    long end = last == null ? endMicros : Math.max(endMicros, last.endMicros + lengthMicros);
    if (last != null && end - lastOpenedMicros <= MERGE_MICROS) {
      stretches.removeLast();
      stretches.addLast(new Stretch(end, last.lengthMicros + lengthMicros));
    } else {
      stretches.addLast(new Stretch(end, lengthMicros));
      lastOpenedMicros = end;
    }
    totalMicros += lengthMicros;
  }

  /** Forgets what left the window for good. */
  void forget(long nowMicros) {
    while (!stretches.isEmpty() && stretches.peekFirst().endMicros <= nowMicros - WINDOW_MICROS) {
      totalMicros -= stretches.removeFirst().lengthMicros;
    }
  }

  /** Sum of all, parts that left the window included until they are forgotten. */
  long totalMicros() {
    return totalMicros;
  }

  /** Time on air in the window that ends at {@code atMicros}. */
  long withinMicros(long atMicros) {
    long sum = 0;
    for (Stretch stretch : stretches) {
      sum += Math.clamp(stretch.endMicros - (atMicros - WINDOW_MICROS), 0, stretch.lengthMicros);
    }
    return sum;
  }

  /**
   * End of the first window, not before {@code notBeforeMicros}, that holds at most {@code roomMicros}. The sum only
   * falls while nothing is added, so it is found by letting the oldest go.
   */
  long firstWindowMicros(long roomMicros, long notBeforeMicros) {
    long excessMicros = totalMicros - roomMicros;
    for (Stretch stretch : stretches) {
      if (excessMicros <= 0) {
        return notBeforeMicros;
      }
      if (excessMicros <= stretch.lengthMicros) {
        long startMicros = stretch.endMicros - stretch.lengthMicros;
        return Math.max(notBeforeMicros, startMicros + excessMicros + WINDOW_MICROS);
      }
      excessMicros -= stretch.lengthMicros;
    }
    return notBeforeMicros;
  }

  List<Stretch> all() {
    return List.copyOf(stretches);
  }
}
