package org.sheratan.core.health;

import java.util.List;
import java.util.Optional;

/**
 * How a node's state goes on by itself, pure: (state, what is known) → next state and why.
 *
 * <pre>
 *             | a service down       | all up                  | all up, too much unusual | after a report
 * PAUSED      | RECOVERY a)          | OPERATIONAL a)          | OPERATIONAL a)           |
 * OPERATIONAL | DEGRADED             |                         | REFLECTIVE               |
 * DEGRADED    | REFLECTIVE b)        | OPERATIONAL e)          | REFLECTIVE               |
 * REFLECTIVE  |                      |                         |                          | c)
 * RECOVERY    | DEGRADED             | OPERATIONAL d)          | OPERATIONAL d)           |
 *
 * a) unless an operator paused it: then it stays until an operator lets it go on
 * b) where too much is unusual
 * c) score above 0.9 and all up: OPERATIONAL, above 0.7: DEGRADED, else RECOVERY
 * d) where what was measured latest is above 0.7, else it stays until the next report
 * e) where what was measured latest is above 0.9, else it stays until the next report
 * </pre>
 *
 * A start with a service down thus goes PAUSED, RECOVERY, DEGRADED. The original tries PAUSED → DEGRADED, which its own table
 * forbids, and stays paused for ever. Operators may go wherever {@link SystemState#next} leads.
 */
final class StateMachine {
  static final double WELL = 0.9;
  static final double FAIR = 0.7;

  private StateMachine() {}

  /**
   * What is known.
   *
   * @param held an operator paused the node
   * @param down what is down, in words; empty when nothing is
   * @param unusual three errors or ten warnings came since the node last looked at itself
   * @param report the score of a report just made, 0..1
   * @param measured score of what was measured latest, whatever the state was; 1 before the first report
   */
  record Known(boolean held, List<String> down, boolean unusual, Optional<Double> report, double measured) {}

  record Step(SystemState to, String reason) {}

  /** Empty where it stays. */
  static Optional<Step> next(SystemState state, Known known) {
    boolean up = known.down().isEmpty();
    return Optional.ofNullable(switch (state) {
      case PAUSED -> known.held() ? null : up ? operational() : down(SystemState.RECOVERY, known);
      case OPERATIONAL -> !up ? down(SystemState.DEGRADED, known) : known.unusual() ? reflective() : null;
      case DEGRADED -> known.unusual()
          ? reflective()
          : up && known.measured() > WELL ? operational() : null;
      case REFLECTIVE -> known.report().map(score -> reflected(score, known)).orElse(null);
      case RECOVERY -> !up
          ? down(SystemState.DEGRADED, known)
          : known.measured() > FAIR ? operational() : null;
    });
  }

  private static Step reflected(double score, Known known) {
    if (score > WELL && known.down().isEmpty()) {
      return new Step(SystemState.OPERATIONAL, "health score " + rounded(score));
    }
    return new Step(score > FAIR ? SystemState.DEGRADED : SystemState.RECOVERY,
        "health score " + rounded(score));
  }

  private static Step operational() {
    return new Step(SystemState.OPERATIONAL, "all services are up");
  }

  private static Step reflective() {
    return new Step(SystemState.REFLECTIVE, "three errors or ten warnings within an hour");
  }

  private static Step down(SystemState to, Known known) {
    String reason = "down: " + String.join(", ", known.down());
    return new Step(to, reason.substring(0, Math.min(reason.length(), Transition.MAX_REASON_CHARS)));
  }

  private static double rounded(double score) {
    return Math.round(score * 1_000) / 1_000.0;
  }
}
