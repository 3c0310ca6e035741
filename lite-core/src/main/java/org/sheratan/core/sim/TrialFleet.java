package org.sheratan.core.sim;

import java.util.function.BooleanSupplier;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.node.Answer;
import org.sheratan.kernel.Check;
import org.sheratan.radio.frame.Priority;

/** A mesh of nodes alike that know each other, with jobs handed in at the first of them. */
final class TrialFleet {
  private static final long STEP_MS = 100;
  private static final long MAX_WARM_MS = 10 * 60_000;
  private static final long CARDS_MS = 60_000;
  private static final long HOUR_MS = 3_600_000;
  private static final long TIMEOUT_MS = 24 * HOUR_MS;

  private final Fleet fleet;
  private int refused;

  TrialFleet(int nodes, long seed, int jobMs) {
    fleet = Fleet.live(FleetPlan.quiet(nodes, seed, SimWork.even(jobMs)));
    until(() -> fleet.report().convergedMs() >= 0, MAX_WARM_MS);
    Check.that(fleet.report().convergedMs() >= 0, "the nodes came to know each other");
    // Cards come a little later than announces.
    fleet.advance(fleet.nowMs() + CARDS_MS);
  }

  Fleet fleet() {
    return fleet;
  }

  /** One that may run twice, with a deadline that nobody reaches. */
  static JobSpec job(int number) {
    JobSpec plain = JobSpec.of(Workload.REPEATABLE.name(), Json.Obj.EMPTY.with("path", "data/" + number));
    return new JobSpec(plain.kind(), plain.params(), Priority.NORMAL, TIMEOUT_MS, plain.needs(),
        plain.maxPriceMicros(), JobSpec.DEFAULT_MAX_ATTEMPTS, false, plain.idempotencyKey());
  }

  /** Jobs handed in at once at node {@code index}. */
  void submit(int index, int jobs) {
    for (int number = 0; number < jobs; number++) {
      fleet.submit(index, job(number), answer -> refused += answer instanceof Answer.Accepted ? 0 : 1);
    }
  }

  int refused() {
    return refused;
  }

  /** Goes on until {@code done}, at most for {@code maxMs}; looks every 100 ms. */
  void until(BooleanSupplier done, long maxMs) {
    long endMs = fleet.nowMs() + maxMs;
    while (!done.getAsBoolean() && fleet.nowMs() < endMs) {
      fleet.advance(fleet.nowMs() + STEP_MS);
    }
  }
}
