package org.sheratan.kernel;

/** The only source of time. The real one lives in edge.daemon, simulated ones in core.sim. */
@FunctionalInterface
public interface Clock {
  Now now();

  /** What is behind the wall time of {@link #now}. */
  default WallState wall() {
    return WallState.of(now());
  }
}
