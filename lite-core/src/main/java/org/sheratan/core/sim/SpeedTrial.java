package org.sheratan.core.sim;

/**
 * How much sooner more nodes are done with the same jobs, all handed in at one of them at once. In virtual time: what
 * the nodes compute takes none of it; frames, commits and tools do.
 */
public final class SpeedTrial {
  private static final long HOUR_MS = 3_600_000;

  private SpeedTrial() {}

  /**
   * @param tookMs from the first request to the last end
   * @param awards made, more than jobs where some were made again
   * @param transmissions frames put on the medium meanwhile
   */
  public record Pace(int nodes, int jobs, long tookMs, long awards, long transmissions) {
    /** How many times as fast as {@code alone}. */
    public double over(Pace alone) {
      return (double) alone.tookMs / tookMs;
    }
  }

  /** @param jobMs each job keeps one tool of a node busy for so long; a node runs two at once */
  public static Pace run(int nodes, int jobs, int jobMs, long seed) {
    TrialFleet trial = new TrialFleet(nodes, seed, jobMs);
    Fleet fleet = trial.fleet();
    long beganMs = fleet.nowMs();
    long framesBefore = fleet.report().transmissions();
    trial.submit(0, jobs);
    trial.until(() -> fleet.ended() + trial.refused() == jobs, 2 * (HOUR_MS + (long) jobs * jobMs));
    long tookMs = fleet.nowMs() - beganMs;
    long frames = fleet.report().transmissions() - framesBefore;
    FleetReport report = fleet.reckoned();
    return new Pace(nodes, report.completed(), tookMs, report.awards(), frames);
  }
}
