package org.sheratan.core.sim;

import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

/**
 * One node's idea of time. Monotonic time starts anew at each boot and drifts; wall time, where the node has any,
 * is off by an offset that faults change, backwards too.
 */
final class SimClock {
  /** A quartz without temperature control stays well within; the lease margin is twice this. */
  static final int MAX_DRIFT_PPM = 5_000;
  private static final long EPOCH_MS = 1_767_225_600_000L;
  private static final long PPM = 1_000_000L;

  private final int driftPpm;
  private final boolean hasWall;
  private long wallOffsetMs;
  private long bootedMs;

  SimClock(int driftPpm, boolean hasWall, long wallOffsetMs) {
    this.driftPpm = driftPpm;
    this.hasWall = hasWall;
    this.wallOffsetMs = wallOffsetMs;
  }

  void boot(long trueMs) {
    bootedMs = trueMs;
  }

  void jumpWall(long byMs) {
    wallOffsetMs += byMs;
  }

  Now at(long trueMs) {
    long monoMs = localMs(trueMs);
    return hasWall
        ? new Now(monoMs, EPOCH_MS + trueMs + wallOffsetMs, WallQuality.PEER)
        : Now.monotonic(monoMs);
  }

  /** The first true millisecond at which this clock shows {@code monoMs} or more. */
  long trueMs(long monoMs) {
    if (monoMs == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    if (monoMs <= 0) {
      return bootedMs;
    }
    long estimateMs = bootedMs + Math.max(0, monoMs * PPM / (PPM + driftPpm) - 1);
    while (localMs(estimateMs) < monoMs) {
      estimateMs++;
    }
    return estimateMs;
  }

  private long localMs(long trueMs) {
    return (trueMs - bootedMs) * (PPM + driftPpm) / PPM;
  }
}
