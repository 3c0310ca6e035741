package org.sheratan.core.trace;

import java.util.OptionalDouble;

import org.sheratan.kernel.Check;

/**
 * What is known in figures. Tokens of a language model, risk and quality are not known here: an entry does not have them.
 *
 * @param latencyMs from when the job could begin until the decision, ≥ 0
 * @param cost agreed price, in tokens of the market; empty before an award
 * @param retries awards made before the latest one, ≥ 0
 */
public record Metrics(long latencyMs, OptionalDouble cost, int retries) {
  public Metrics {
    Check.that(latencyMs >= 0 && retries >= 0, "figures of a decision are not negative");
    Check.that(cost.orElse(0) >= 0 && Double.isFinite(cost.orElse(0)), "a price is a number");
  }
}
