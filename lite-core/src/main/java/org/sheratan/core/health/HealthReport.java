package org.sheratan.core.health;

import java.util.List;
import java.util.SortedMap;

/**
 * How the node was in the last five minutes.
 *
 * @param number counts them since the start, ≥ 1
 * @param score 0..1, 1 is well
 * @param down services that are down
 * @param values measured; a metric without anything to measure is missing
 * @param anomalies among these
 * @param wallMs when; 0 where nobody vouched for the clock
 */
public record HealthReport(long number, SystemState state, double score, List<String> down,
    SortedMap<Metric, Float> values, List<Anomaly> anomalies, long wallMs) {
  public HealthReport {
    down = List.copyOf(down);
    anomalies = List.copyOf(anomalies);
  }

  /** The original's score v1. */
  static double score(SystemState state, SortedMap<Metric, Float> values) {
    double score = 1;
    if (state == SystemState.DEGRADED || state == SystemState.RECOVERY) {
      score -= 0.15;
    }
    score -= rate(values, Metric.JOB_SUCCESS, 1.5, 0.10) + rate(values, Metric.LLM_SUCCESS, 1, 0.08);
    float latencyMs = values.getOrDefault(Metric.JOB_LATENCY, 0f);
    score -= Math.clamp((latencyMs - 2_000) / 20_000, 0, 0.15);
    return Math.clamp(score, 0, 1);
  }

  private static double rate(SortedMap<Metric, Float> values, Metric metric, double slope, double step) {
    float share = values.getOrDefault(metric, 1f);
    return Math.max(0, 0.9 - share) * slope + (share < 0.8 ? step : 0);
  }
}
