package org.sheratan.edge.console;

/**
 * How much may be printed: a serial line of 115,200 baud carries 11.5 kB a second, and what nobody reads must not pile
 * up. Who finds it used up waits; so noise that looks like commands is answered no faster than the line can carry.
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

  void spend(int bytes) {
    left -= bytes;
  }

  boolean open() {
    return left > 0;
  }
}
