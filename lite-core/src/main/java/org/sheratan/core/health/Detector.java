package org.sheratan.core.health;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.health.Anomaly.Severity;

/**
 * Finds what is unusual: a value far from the mean of the last hour, by z-score, once at least five values are known that
 * differ; before that one that anybody would call bad. A value is compared with those before it, not with itself.
 */
final class Detector {
  static final int KEPT = 200;
  private static final int ENOUGH = 5;
  private static final double MUCH_WORSE = 1.5;
  private static final int ERRORS = 3;
  private static final int WARNINGS = 10;
  private static final int REPORTS = Window.HOUR.samples();

  private final Deque<Anomaly> latest = new ArrayDeque<>();
  /** Of each report since the node last looked at itself, an hour at most. */
  private final Deque<List<Anomaly>> reports = new ArrayDeque<>();
  private long count;

  List<Anomaly> look(Sample sample, Baselines before, SystemState state, long wallMs) {
    List<Anomaly> found = new ArrayList<>();
    sample.values().forEach((metric, value) -> anomaly(metric, value, before.of(metric, Window.HOUR), state,
        wallMs).ifPresent(found::add));
    found.forEach(latest::addFirst);
    while (latest.size() > KEPT) {
      latest.removeLast();
    }
    reports.addFirst(found);
    if (reports.size() > REPORTS) {
      reports.removeLast();
    }
    return found;
  }

  private Optional<Anomaly> anomaly(Metric metric, double value, Baseline usual, SystemState state,
      long wallMs) {
    if (usual.count() >= ENOUGH && usual.stddev() > 0) {
      double zScore = (value - usual.mean()) / usual.stddev();
      Severity severity = Math.abs(zScore) >= metric.zLimit() + MUCH_WORSE
          ? Severity.ERROR
          : Severity.WARNING;
      return metric.bad(zScore)
          ? Optional.of(new Anomaly(++count, severity, metric, value, Optional.of(usual), zScore,
              metric.zLimit(), state, wallMs))
          : Optional.empty();
    }
    Severity severity = metric == Metric.TRANSITIONS ? Severity.INFO : Severity.WARNING;
    return metric.crossed(value).map(limit -> new Anomaly(++count, severity, metric, value, Optional.empty(),
        0, limit, state, wallMs));
  }

  /** Whether three errors or ten warnings came within an hour. */
  boolean unusual() {
    return count(Severity.ERROR) >= ERRORS || count(Severity.WARNING) >= WARNINGS;
  }

  /** The node has looked at itself: what led there is answered. */
  void reflected() {
    reports.clear();
  }

  /** Newest first. */
  List<Anomaly> latest() {
    return List.copyOf(latest);
  }

  private long count(Severity severity) {
    return reports.stream().flatMap(List::stream).filter(each -> each.severity() == severity).count();
  }
}
