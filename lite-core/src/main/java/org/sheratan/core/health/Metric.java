package org.sheratan.core.health;

import java.util.Optional;
import java.util.OptionalDouble;

/** What is measured every five minutes, by the original's names; each value but {@link #TRANSITIONS} is of those five minutes alone. */
public enum Metric {
  /** Of own jobs that ended, canceled ones apart, the share that was completed. */
  JOB_SUCCESS("job_success_rate", "jobs", Side.LOW, 2.5, OptionalDouble.of(0.8)),
  /** From when a completed job could begin until its result was taken, on average. */
  JOB_LATENCY("avg_job_latency_ms", "performance", Side.HIGH, 3, OptionalDouble.of(5_000)),
  /** Changes of state within the last hour. */
  TRANSITIONS("state_transition_rate", "state_transition", Side.HIGH, 3, OptionalDouble.of(10)),
  /** Likewise to {@link #JOB_SUCCESS}, of jobs that ask a language model. */
  LLM_SUCCESS("llm_call_success_rate", "llm", Side.LOW, 2.5, OptionalDouble.of(0.8)),
  /** Of auctions, the share that found a worker. */
  WORKERS("worker_availability", "performance", Side.BOTH, 3, OptionalDouble.empty());

  /** Which values are bad. */
  enum Side {
    LOW, HIGH, BOTH
  }

  private final String word;
  private final String category;
  private final Side side;
  private final double zLimit;
  private final OptionalDouble fallback;

  Metric(String word, String category, Side side, double zLimit, OptionalDouble fallback) {
    this.word = word;
    this.category = category;
    this.side = side;
    this.zLimit = zLimit;
    this.fallback = fallback;
  }

  public String word() {
    return word;
  }

  public String category() {
    return category;
  }

  /** What to do about it, for people. */
  public String advice() {
    return switch (this) {
      case JOB_SUCCESS -> "look at the jobs that failed: sheratan job list --state failed";
      case JOB_LATENCY -> "look at what the workers do: sheratan node list";
      case TRANSITIONS -> "look at why the state changes: sheratan health";
      case LLM_SUCCESS -> "look at the language model's endpoint";
      case WORKERS -> "look at who can be reached: sheratan node list";
    };
  }

  double zLimit() {
    return zLimit;
  }

  boolean bad(double zScore) {
    return switch (side) {
      case LOW -> zScore <= -zLimit;
      case HIGH -> zScore >= zLimit;
      case BOTH -> Math.abs(zScore) >= zLimit;
    };
  }

  /** Against what anybody would call bad, while nothing is known of what is usual; says which. */
  public Optional<Double> crossed(double value) {
    if (fallback.isEmpty()) {
      return Optional.empty();
    }
    double limit = fallback.getAsDouble();
    boolean crossed = side == Side.LOW ? value < limit : value > limit;
    return crossed ? Optional.of(limit) : Optional.empty();
  }
}
