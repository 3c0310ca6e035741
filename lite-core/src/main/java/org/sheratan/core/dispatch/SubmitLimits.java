package org.sheratan.core.dispatch;

/**
 * How much is taken on.
 *
 * @param maxQueued jobs accepted and not yet ended
 * @param perSource new jobs from one {@link org.sheratan.core.mission.Origin}
 * @param overall new jobs from all of them together
 * @param maxInFlight jobs called for or at work at once; further ones wait in the queue
 * @param maxInFlightPerSource of those, from one origin
 */
public record SubmitLimits(int maxQueued, Rate perSource, Rate overall, int maxInFlight,
    int maxInFlightPerSource) {
  public static final SubmitLimits DEFAULT = new SubmitLimits(1000, new Rate(60, 60), new Rate(600, 600), 100,
      100);

  /**
   * So many at once, so many a minute in the long run.
   *
   * @param perMinute ≥ 1
   * @param burst ≥ 1
   */
  public record Rate(int perMinute, int burst) {
    Rate half() {
      return new Rate(Math.max(1, perMinute / 2), Math.max(1, burst / 2));
    }
  }

  /** Nothing but the length of the queue is limited. */
  public static SubmitLimits onlyDepth(int maxQueued) {
    Rate any = new Rate(Integer.MAX_VALUE, Integer.MAX_VALUE);
    return new SubmitLimits(maxQueued, any, any, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }
}
