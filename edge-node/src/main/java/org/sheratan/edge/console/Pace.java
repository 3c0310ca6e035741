package org.sheratan.edge.console;

/**
 * How much may go out: a serial line of 115,200 baud carries 11.5 kB a second, and a port takes little more than that
 * ahead. Who finds it used up waits; so noise that looks like commands is answered no faster than the line can carry.
 */
final class Pace {
  static final int MOST_BYTES = 8_192;
  private static final int BYTES_PER_MS = 8;

  private long left = MOST_BYTES;
  private long sinceMs = Long.MIN_VALUE;

  void onTime(long nowMs) {
    if (sinceMs != Long.MIN_VALUE) {
      left = Math.min(MOST_BYTES, left + Math.max(0, nowMs - sinceMs) * BYTES_PER_MS);
    }
    sinceMs = nowMs;
  }

  /** How much of {@code wanted} may go now; it counts as gone. */
  int spend(int wanted) {
    int spent = (int) Math.min(left, wanted);
    left -= spent;
    return spent;
  }

  long left() {
    return left;
  }
}
