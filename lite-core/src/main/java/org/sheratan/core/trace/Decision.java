package org.sheratan.core.trace;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Now;

/**
 * One entry of decision trace v1. Whatever can be built of these records fits the published schema: there is no other way
 * to write an entry.
 *
 * @param id names it for ever
 * @param parent the decision before it about the same job; empty for the first, and for the first after a restart
 * @param trace what belongs together
 * @param job empty where none came to be
 * @param depth decisions before it in {@code trace}, as far as this start knows, ≥ 0
 * @param at when
 * @param contextRefs what it rests on, such as {@code origin:api}
 */
public record Decision(String id, Optional<String> parent, String trace, Intent intent, Optional<JobId> job,
    int depth, Now at, List<String> contextRefs, Constraints constraints, Action action, Result result) {
  /**
   * What bound it.
   *
   * @param budgetRemaining highest price taken, in tokens of the market; empty without a limit
   * @param timeRemainingMs until the deadline, ≥ 0; empty where none runs
   */
  public record Constraints(OptionalDouble budgetRemaining, OptionalLong timeRemainingMs) {
    public Constraints {
      Check.that(timeRemainingMs.orElse(0) >= 0, "time that remains is not negative");
      Check.that(Double.isFinite(budgetRemaining.orElse(0)), "a budget is a number");
    }
  }

  public Decision {
    contextRefs = List.copyOf(contextRefs);
    Check.that(!id.isEmpty() && !trace.isEmpty(), "a decision has a name and belongs somewhere");
    Check.that(depth >= 0, "a depth is not negative");
    Check.that(!parent.equals(Optional.of(id)), "no decision comes before itself");
  }
}
