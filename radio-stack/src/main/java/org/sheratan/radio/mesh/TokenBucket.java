package org.sheratan.radio.mesh;

/** So many at once, so many a second in the long run. */
final class TokenBucket {
  private final long perSecond;
  private final long burst;
  private long thousandths;
  private long filledMs;

  TokenBucket(long perSecond, long burst, long nowMs) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.thousandths = burst * 1_000;
    this.filledMs = nowMs;
  }

  boolean take(long nowMs) {
    long elapsedMs = Math.min(nowMs - filledMs, burst * 1_000 / perSecond + 1);
    thousandths = Math.min(burst * 1_000, thousandths + elapsedMs * perSecond);
    filledMs = nowMs;
    if (thousandths < 1_000) {
      return false;
    }
    thousandths -= 1_000;
    return true;
  }
}
