package org.sheratan.edge.http.node;

import java.util.List;

import org.sheratan.core.health.Anomaly;
import org.sheratan.core.health.Baseline;
import org.sheratan.core.health.HealthReport;
import org.sheratan.core.health.HealthView;
import org.sheratan.core.health.Transition;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.JsonWords;

/** The JSON shape of a node's health. */
final class HealthJson {
  private HealthJson() {}

  static Json.Obj health(HealthView view) {
    Json.Obj usual = Json.Obj.EMPTY;
    for (var metric : view.baselines().entrySet()) {
      Json.Obj windows = Json.Obj.EMPTY;
      for (var window : metric.getValue().entrySet()) {
        windows = windows.with(window.getKey().word(), baseline(window.getValue()));
      }
      usual = usual.with(metric.getKey().word(), windows);
    }
    return Json.Obj.EMPTY.with("state", view.state().name()).with("reason", view.reason())
        .with("since_s", JsonWords.seconds(view.sinceMs())).with("down", JsonWords.texts(view.down()))
        .with("transitions", new Json.Arr(view.transitions().stream().map(HealthJson::transition).toList()))
        .with("report", view.report().map(HealthJson::report).orElse(JsonWords.NULL))
        .with("anomalies", anomalies(view.anomalies())).with("baselines", usual);
  }

  private static Json transition(Transition each) {
    return Json.Obj.EMPTY.with("number", each.number()).with("from", each.from().name())
        .with("to", each.to().name()).with("reason", each.reason()).with("actor", each.actor())
        .with("meta", each.meta())
        .with("at", JsonWords.time(each.wallMs()));
  }

  private static Json report(HealthReport report) {
    Json.Obj values = Json.Obj.EMPTY;
    for (var value : report.values().entrySet()) {
      values = values.with(value.getKey().word(), new Json.Real(value.getValue()));
    }
    return Json.Obj.EMPTY.with("number", report.number()).with("state", report.state().name())
        .with("health_score", new Json.Real(report.score())).with("down", JsonWords.texts(report.down()))
        .with("values", values).with("anomalies", anomalies(report.anomalies()))
        .with("at", JsonWords.time(report.wallMs()));
  }

  private static Json anomalies(List<Anomaly> anomalies) {
    return new Json.Arr(anomalies.stream().map(HealthJson::anomaly).toList());
  }

  private static Json anomaly(Anomaly each) {
    return Json.Obj.EMPTY.with("number", each.number()).with("severity", each.severity().word())
        .with("category", each.metric().category()).with("metric", each.metric().word())
        .with("value", new Json.Real(each.value())).with("limit", new Json.Real(each.limit()))
        .with("z_score",
            each.against().isPresent() ? new Json.Real(each.zScore()) : JsonWords.NULL)
        .with("baseline", each.against().map(HealthJson::baseline).orElse(JsonWords.NULL))
        .with("state", each.state().name()).with("advice", each.metric().advice())
        .with("at", JsonWords.time(each.wallMs()));
  }

  /** Without values there is no mean. */
  private static Json baseline(Baseline usual) {
    boolean known = usual.count() > 0;
    return Json.Obj.EMPTY.with("count", usual.count()).with("mean", number(known, usual.mean()))
        .with("stddev", number(known, usual.stddev())).with("min", number(known, usual.min()))
        .with("max", number(known, usual.max()));
  }

  private static Json number(boolean known, double value) {
    return known ? new Json.Real(value) : JsonWords.NULL;
  }
}
