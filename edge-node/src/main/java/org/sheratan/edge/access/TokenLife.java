package org.sheratan.edge.access;

import org.sheratan.kernel.WallState;

/**
 * How long a token is good. A node may not know what time it is, so two things are counted: how long it has been up,
 * which is never more than what has passed, and the time of day, once a radio clock or a time server tells it; what other
 * nodes say of the time ends no token. Whichever is over first ends it.
 *
 * @param leftMs of uptime; 0 for a life that is over
 * @param untilWallMs milliseconds since 1970 UTC; 0 while the node has not known the time
 */
record TokenLife(long leftMs, long untilWallMs) {
  static TokenLife of(long lifetimeMs, WallState wall) {
    return new TokenLife(lifetimeMs, 0).after(0, wall);
  }

  /**
   * After {@code passedMs} of uptime.
   *
   * @param wall as it is then
   */
  TokenLife after(long passedMs, WallState wall) {
    long wallMs = wall.quality().verified() ? Math.max(0, wall.wallMs()) : 0;
    long byUptimeMs = leftMs - passedMs;
    long leftNowMs = untilWallMs == 0
        ? byUptimeMs
        : Math.min(byUptimeMs, untilWallMs - Math.max(wallMs, wall.notBeforeMs()));
    // Once over it stays so, whatever clocks say later.
    if (leftNowMs <= 0) {
      return new TokenLife(0, untilWallMs);
    }
    return new TokenLife(leftNowMs, untilWallMs == 0 && wallMs > 0 ? wallMs + leftNowMs : untilWallMs);
  }

  boolean over() {
    return leftMs == 0;
  }
}
