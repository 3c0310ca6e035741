package org.sheratan.core.health;

import java.util.Optional;

/**
 * A value that is not usual.
 *
 * @param number counts them since the start, ≥ 1
 * @param against what is usual; empty where too little is known, and {@code limit} is what anybody would call bad
 * @param zScore how many standard deviations it lies off; 0 without {@code against}
 * @param limit that it crossed: of the z-score, or of the value
 * @param state in which the node was
 * @param wallMs when; 0 where nobody vouched for the clock
 */
public record Anomaly(long number, Severity severity, Metric metric, double value, Optional<Baseline> against,
    double zScore, double limit, SystemState state, long wallMs) {
  /** How bad it is. */
  public enum Severity {
    INFO("info"), WARNING("warning"), ERROR("error");

    private final String word;

    Severity(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
