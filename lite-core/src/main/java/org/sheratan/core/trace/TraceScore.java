package org.sheratan.core.trace;

/**
 * Score v1 = 3 S + 1.5 Q + 1 R − 0.8 L − 1.2 C − 2 K, each part 0..1: success, quality, reliability, latency, cost, risk.
 * L and C grow linearly between the original's 50th and 95th percentiles. A part that is not known counts 0.
 */
final class TraceScore {
  private static final double SUCCESS = 3;
  private static final double RELIABILITY = 1;
  private static final double LATENCY = 0.8;
  private static final double COST = 1.2;
  private static final double LATENCY_P50_MS = 500;
  private static final double LATENCY_P95_MS = 2_000;
  private static final double COST_P50 = 1;
  private static final double COST_P95 = 10;

  private TraceScore() {}

  /** Reliability is the share of awards that ended well, so far as they have ended: the first try's is 1. */
  static double of(Status status, Metrics metrics) {
    double reliability = status.share() / (1 + metrics.retries());
    return SUCCESS * status.share() + RELIABILITY * reliability
        - LATENCY * between(metrics.latencyMs(), LATENCY_P50_MS, LATENCY_P95_MS)
        - COST * between(metrics.cost().orElse(0), COST_P50, COST_P95);
  }

  private static double between(double value, double low, double high) {
    return Math.clamp((value - low) / (high - low), 0, 1);
  }
}
