package org.sheratan.core.sim;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.node.Answer;

/** A job for what no node of the mesh has. */
public final class ReasonTrial {
  private static final long PATIENCE_MS = 60_000;

  private ReasonTrial() {}

  /**
   * @param afterMs until the answer, at most 100 more than it really took; longer than a minute where none came
   * @param why as the node put it; empty where it took the job on, or kept silent
   */
  public record Told(int nodes, long afterMs, String why) {}

  /** @param need an offer such as {@code gpu:8G} */
  public static Told run(int nodes, String need, long seed) {
    TrialFleet trial = new TrialFleet(nodes, seed, 1_000);
    Fleet fleet = trial.fleet();
    JobSpec plain = TrialFleet.job(0);
    JobSpec spec = new JobSpec(plain.kind(), plain.params(), plain.priority(), plain.timeoutMs(),
        List.of(need), plain.maxPriceMicros(), plain.maxAttempts(), false, plain.idempotencyKey());
    List<Answer> answers = new ArrayList<>();
    long beganMs = fleet.nowMs();
    fleet.submit(0, spec, answers::add);
    trial.until(() -> !answers.isEmpty(), PATIENCE_MS);
    String why = answers.stream().filter(Answer.Refused.class::isInstance)
        .map(answer -> ((Answer.Refused) answer).message()).findFirst().orElse("");
    return new Told(nodes, fleet.nowMs() - beganMs, why);
  }
}
