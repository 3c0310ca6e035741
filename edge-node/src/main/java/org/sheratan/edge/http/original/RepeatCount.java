package org.sheratan.edge.http.original;

/** How many requests were repeats of earlier ones, within the last minute; by the second. Any thread. */
final class RepeatCount {
  private static final int SECONDS = 60;

  private final long[] seconds = new long[SECONDS];
  private final int[] counts = new int[SECONDS];

  synchronized void add(long nowMs) {
    long second = nowMs / 1000;
    int slot = Math.floorMod(second, SECONDS);
    counts[slot] = seconds[slot] == second ? counts[slot] + 1 : 1;
    seconds[slot] = second;
  }

  synchronized int withinAMinute(long nowMs) {
    long second = nowMs / 1000;
    int count = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      count += seconds[slot] > second - SECONDS && seconds[slot] <= second ? counts[slot] : 0;
    }
    return count;
  }
}
