package org.sheratan.edge.http.original;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import org.sheratan.core.health.Anomaly;
import org.sheratan.core.health.Baseline;
import org.sheratan.core.health.HealthReport;
import org.sheratan.core.health.HealthView;
import org.sheratan.core.health.Metric;
import org.sheratan.core.health.Window;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.JsonWords;

/**
 * The original's {@code performance_baselines_v1}, {@code anomalies_v1} and {@code health_report_v1}. Times are null where
 * nobody vouched for the clock.
 */
final class DiagnosisShape {
  private DiagnosisShape() {}

  static Json.Obj baselines(HealthView view, long wallMs) {
    Json.Obj all = Json.Obj.EMPTY;
    for (var metric : view.baselines().entrySet()) {
      Json.Obj windows = Json.Obj.EMPTY;
      for (var window : metric.getValue().entrySet()) {
        windows = windows.with(window.getKey().word(), baseline(window.getValue(), wallMs));
      }
      all = all.with(metric.getKey().word(), windows);
    }
    List<Json> windows = Arrays.stream(Window.values()).<Json>map(
        window -> Json.Obj.EMPTY.with("key", window.word()).with("seconds", window.seconds())).toList();
    return Json.Obj.EMPTY.with("schema_version", "performance_baselines_v1")
        .with("timestamp", Words.time(wallMs)).with("windows", new Json.Arr(windows))
        .with("metrics", JsonWords.texts(Arrays.stream(Metric.values()).map(Metric::word).toList()))
        .with("baselines", all);
  }

  /** Without values there is no mean. */
  static Json.Obj baseline(Baseline usual, long wallMs) {
    boolean known = usual.count() > 0;
    return Json.Obj.EMPTY.with("count", usual.count()).with("mean", number(known, usual.mean()))
        .with("stddev", number(known, usual.stddev())).with("min", number(known, usual.min()))
        .with("max", number(known, usual.max())).with("last_updated", Words.time(wallMs));
  }

  private static Json number(boolean known, double value) {
    return known ? new Json.Real(value) : JsonWords.NULL;
  }

  /** The latest {@code limit} within the window, the oldest of them first. */
  static Json.Obj anomalies(HealthView view, Window window, int limit, long wallMs) {
    List<Anomaly> within = view.anomalies().stream()
        .filter(each -> Words.within(window, each.wallMs(), wallMs)).limit(limit).toList().reversed();
    return Json.Obj.EMPTY.with("schema_version", "anomalies_v1").with("timestamp", Words.time(wallMs))
        .with("window", window.word()).with("count", within.size()).with("anomalies", anomalies(within));
  }

  private static Json anomalies(List<Anomaly> anomalies) {
    return new Json.Arr(anomalies.stream().<Json>map(DiagnosisShape::anomaly).toList());
  }

  private static Json.Obj anomaly(Anomaly each) {
    Json.Obj evidence = Json.Obj.EMPTY.with("metric", each.metric().word())
        .with("value", new Json.Real(each.value())).with("threshold", new Json.Real(each.limit()))
        .with("window", Window.HOUR.word()).with("system_state", each.state().name());
    Optional<Baseline> usual = each.against();
    return Json.Obj.EMPTY.with("anomaly_id", "anomaly-" + each.number())
        .with("timestamp", Words.time(each.wallMs())).with("severity", each.severity().word())
        .with("category", each.metric().category())
        .with("message", each.metric().word() + (usual.isPresent() ? " is not as usual" : " crosses a limit"))
        .with("evidence",
            usual.isEmpty()
                ? evidence.with("mode", "threshold")
                : evidence.with("mean", new Json.Real(usual.get().mean()))
                    .with("stddev", new Json.Real(usual.get().stddev()))
                    .with("z_score", new Json.Real(each.zScore()))
                    .with("baseline_count", usual.get().count()))
        .with("recommendation", each.metric().advice());
  }

  /** Before the first report, which comes five minutes after the start, there is no score. */
  static Json.Obj report(HealthView view) {
    Json.Obj shape = Json.Obj.EMPTY.with("schema_version", "health_report_v1").with("trigger", "scheduled");
    if (view.report().isEmpty()) {
      return shape.with("report_id", JsonWords.NULL).with("timestamp", JsonWords.NULL)
          .with("system_state", view.state().name()).with("health_score", JsonWords.NULL)
          .with("findings", findings(view.down(), Collections.emptySortedMap()))
          .with("anomalies", new Json.Arr(List.of()));
    }
    HealthReport report = view.report().get();
    return shape.with("report_id", "report-" + report.number()).with("timestamp", Words.time(report.wallMs()))
        .with("system_state", report.state().name()).with("health_score", new Json.Real(report.score()))
        .with("findings", findings(report.down(), report.values()))
        .with("anomalies", anomalies(report.anomalies()));
  }

  /** What is down, and every value that anybody would call bad. */
  private static Json findings(List<String> down, SortedMap<Metric, Float> values) {
    List<Json> findings = new ArrayList<>();
    for (String service : down) {
      findings.add(finding("error", "service", service + " is down",
          Json.Obj.EMPTY.with("service", service), "sheratan doctor"));
    }
    values.forEach((metric, value) -> metric.crossed(value)
        .ifPresent(limit -> findings.add(finding("warning", metric.category(),
            metric.word() + " crosses " + limit,
            Json.Obj.EMPTY.with(metric.word(), new Json.Real(value)), metric.advice()))));
    return new Json.Arr(findings);
  }

  private static Json finding(String severity, String category, String message, Json.Obj evidence,
      String advice) {
    return Json.Obj.EMPTY.with("severity", severity).with("category", category).with("message", message)
        .with("evidence", evidence).with("recommendation", advice);
  }
}
