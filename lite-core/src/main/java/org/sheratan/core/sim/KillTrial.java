package org.sheratan.core.sim;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

/** A worker loses power every so often, in the middle of whatever it does, and starts again a little later. */
public final class KillTrial {
  private static final long DOWN_MS = 20_000;
  private static final long HOUR_MS = 3_600_000;

  private KillTrial() {}

  /**
   * @param completed of {@code jobs}
   * @param lost of {@code jobs}, those not completed: failed, or never ended
   * @param awards made, those made again included
   * @param course how many had ended by when, from the beginning to the end
   */
  public record Toll(int nodes, int jobs, int completed, int lost, int kills, long awards, long tookMs,
      List<Step> course) {}

  /** @param atMs since the first job was handed in */
  public record Step(long atMs, int ended) {}

  /** @param everyMs between one worker's end and the next one's; never the node at which the jobs are handed in */
  public static Toll run(int nodes, int jobs, int jobMs, long everyMs, long seed) {
    TrialFleet trial = new TrialFleet(nodes, seed, jobMs);
    Fleet fleet = trial.fleet();
    Entropy entropy = new SeededEntropy(seed).fork("kills");
    long beganMs = fleet.nowMs();
    trial.submit(0, jobs);
    int kills = 0;
    List<Step> course = new ArrayList<>(List.of(new Step(0, 0)));
    long maxMs = beganMs + 4 * (HOUR_MS + (long) jobs * jobMs);
    while (fleet.ended() + trial.refused() < jobs && fleet.nowMs() < maxMs) {
      trial.until(() -> fleet.ended() + trial.refused() == jobs, everyMs);
      course.add(new Step(fleet.nowMs() - beganMs, fleet.ended()));
      int victim = 1 + entropy.nextInt(nodes - 1);
      if (fleet.ended() < jobs && fleet.powerOff(victim)) {
        kills++;
        fleet.powerOn(victim, DOWN_MS);
      }
    }
    long tookMs = fleet.nowMs() - beganMs;
    FleetReport report = fleet.reckoned();
    return new Toll(nodes, jobs, report.completed(), jobs - report.completed(), kills, report.awards(),
        tookMs, List.copyOf(course));
  }
}
