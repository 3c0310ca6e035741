package org.sheratan.radio.mesh.neighbor;

/** So many at once, so many a second in the long run. */
public final class TokenBucket {
  private final long perSecond;
  private final long burst;
  private long thousandths;
  private long filledMs;

  public TokenBucket(long perSecond, long burst, long nowMs) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.thousandths = burst * 1_000;
    this.filledMs = nowMs;
  }

  public boolean take(long nowMs) {
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
