package org.sheratan.kernel;

/**
 * One reading of the clock, taken once a turn and handed down.
 *
 * @param monoMs milliseconds that never go back within one boot; the only time decisions use
 * @param wallMs milliseconds since 1970 UTC, a claim; meaningless when {@code quality} is NONE
 * @param quality how far {@code wallMs} may be believed
 */
public record Now(long monoMs, long wallMs, WallQuality quality) {
  /** A node without wall time. */
  public static Now monotonic(long monoMs) {
    return new Now(monoMs, 0, WallQuality.NONE);
  }

  /** Wall time that may be kept; 0 for none: what a clock says that nobody vouches for is not kept as if it were true. */
  public long vouchedWallMs() {
    return quality == WallQuality.NONE ? 0 : Math.max(0, wallMs);
  }
}
