package org.sheratan.edge.clock;

/**
 * Wall time as it was told at a moment of the monotonic clock.
 *
 * @param wallMs milliseconds since 1970 UTC
 * @param monoMs when it was that
 */
record Anchor(long wallMs, long monoMs) {
  long at(long nowMs) {
    return wallMs + ageMs(nowMs);
  }

  long ageMs(long nowMs) {
    return Math.max(0, nowMs - monoMs);
  }
}
