package org.sheratan.core.health;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All there is to show.
 *
 * @param reason why it is in {@code state}; empty before the first change
 * @param sinceMs how long it has been in it, in this start
 * @param transitions newest first
 * @param report the latest one
 * @param anomalies newest first
 */
public record HealthView(SystemState state, String reason, long sinceMs, List<String> down,
    List<Transition> transitions, Optional<HealthReport> report, List<Anomaly> anomalies,
    SortedMap<Metric, SortedMap<Window, Baseline>> baselines) {
  public HealthView {
    down = List.copyOf(down);
    transitions = List.copyOf(transitions);
    anomalies = List.copyOf(anomalies);
    baselines = Collections.unmodifiableSortedMap(new TreeMap<>(baselines));
  }
}
