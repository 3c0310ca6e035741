package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.health.Anomaly;
import org.sheratan.core.health.Baseline;
import org.sheratan.core.health.HealthReport;
import org.sheratan.core.health.HealthView;
import org.sheratan.core.health.Metric;
import org.sheratan.core.health.SystemState;
import org.sheratan.core.health.Window;
import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.original.OriginalClient.Reply;

/** What the original tells of baselines, anomalies and its own diagnosis. */
class DiagnosisCallsTest {
  private static final Baseline USUAL = new Baseline(12, 0.9, 0.05, 0.8, 1);
  private static final Anomaly LOW = new Anomaly(2, Anomaly.Severity.ERROR, Metric.JOB_SUCCESS, 0.5,
      Optional.of(USUAL), -8, 2.5, SystemState.OPERATIONAL, 0);
  private static final Anomaly SLOW = new Anomaly(1, Anomaly.Severity.WARNING, Metric.JOB_LATENCY, 9_000,
      Optional.empty(), 0, 5_000, SystemState.OPERATIONAL, 0);

  private final FakeNode node = new FakeNode();
  @AutoClose
  private final OriginalApi api = new OriginalApi(node);

  private void measured() {
    SortedMap<Metric, Float> values = new TreeMap<>();
    values.put(Metric.JOB_SUCCESS, 0.5f);
    values.put(Metric.JOB_LATENCY, 100f);
    HealthReport report = new HealthReport(3, SystemState.DEGRADED, 0.25, List.of("storage"), values,
        List.of(LOW), 0);
    SortedMap<Metric, SortedMap<Window, Baseline>> usual = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      usual.put(metric, new TreeMap<>());
      for (Window window : Window.values()) {
        usual.get(metric).put(window,
            metric == Metric.JOB_SUCCESS ? USUAL : new Baseline(0, Double.NaN, 0, 0, 0));
      }
    }
    HealthView view = new HealthView(SystemState.DEGRADED, "down: storage", 1_000, List.of("storage"),
        List.of(), Optional.of(report), List.of(LOW, SLOW), usual);
    node.answering(command -> command instanceof Command.ShowHealth
        ? Optional.of(new Answer.HealthShown(view))
        : Optional.empty());
  }

  @Test
  void shouldTellWhatIsUsual() {
    measured();
    Reply system = api.get("/api/system/baselines");
    assertEquals("performance_baselines_v1", system.word("schema_version"));
    assertEquals("[{\"key\":\"1h\",\"seconds\":3600},{\"key\":\"24h\",\"seconds\":86400},"
        + "{\"key\":\"7d\",\"seconds\":604800}]", CanonicalJson.text(system.get("windows")));
    assertEquals(5, ((Json.Arr) system.get("metrics")).items().size());
    Reply why = api.get("/api/why/baselines");
    assertEquals(new Json.Bool(true), why.get("ok"));
    assertEquals(system.get("baselines"), ((Json.Obj) why.get("baselines")).get("baselines"));
    Reply one = api.get("/api/why/baselines?metric=job_success_rate&window=7d");
    assertEquals("{\"count\":12,\"last_updated\":null,\"max\":1.0,\"mean\":0.9,\"min\":0.8,\"stddev\":0.05}",
        CanonicalJson.text(one.get("baseline")));
    assertEquals("7d", one.word("window"));
    Reply nothing = api.get("/api/why/baselines?metric=worker_availability");
    assertEquals(
        "{\"count\":0,\"last_updated\":null,\"max\":null,\"mean\":null,\"min\":null,\"stddev\":null}",
        CanonicalJson.text(nothing.get("baseline")));
    Reply unknown = api.get("/api/why/baselines?metric=x");
    assertEquals(404, unknown.status());
    assertEquals("{\"error\":\"metric_not_found\",\"metric\":\"x\",\"ok\":false}\n", unknown.text());
    assertEquals(422, api.get("/api/why/baselines?window=2h").status());
  }

  @Test
  void shouldTellWhatIsNot() {
    measured();
    Reply all = api.get("/api/system/anomalies?window=24h&limit=10");
    assertEquals("anomalies_v1", all.word("schema_version"));
    assertEquals(Json.Int.of(2), all.get("count"));
    Json.Obj oldest = (Json.Obj) ((Json.Arr) all.get("anomalies")).items().getFirst();
    assertEquals("[anomaly_id, category, evidence, message, recommendation, severity, timestamp]",
        new TreeSet<>(oldest.fields().keySet()).toString());
    assertEquals("{\"metric\":\"avg_job_latency_ms\",\"mode\":\"threshold\",\"system_state\":\"OPERATIONAL\","
        + "\"threshold\":5000.0,\"value\":9000.0,\"window\":\"1h\"}",
        CanonicalJson.text(oldest.get("evidence")));
    Reply newest = api.get("/api/why/anomalies?limit=1");
    assertEquals(new Json.Bool(true), newest.get("ok"));
    assertTrue(newest.text().contains("\"z_score\":-8.0") && newest.text().contains("\"baseline_count\":12"),
        newest.text());
    assertEquals(422, api.get("/api/system/anomalies?limit=1001").status());
  }

  @Test
  void shouldReportWhatItFound() {
    measured();
    Reply report = api.get("/api/system/diagnostic");
    assertEquals("health_report_v1", report.word("schema_version"));
    assertEquals(new Json.Real(0.25), report.get("health_score"));
    List<Json> findings = ((Json.Arr) report.get("findings")).items();
    assertEquals(2, findings.size(), "a service is down, and too many jobs failed; the latency is fine");
    assertEquals("[category, evidence, message, recommendation, severity]",
        new TreeSet<>(((Json.Obj) findings.getFirst()).fields().keySet()).toString());
    assertEquals(new Json.Text("storage is down"), ((Json.Obj) findings.getFirst()).get("message"));
    assertEquals(report.json(), api.get("/api/why/diagnostics?limit=10").get("latest_report"));
  }

  /** The original gives a score of 1 before anything was measured. */
  @Test
  void shouldInventNoScoreBeforeTheFirstReport() {
    Reply report = api.get("/api/system/diagnostic");
    assertEquals(200, report.status());
    assertEquals(new Json.Null(), report.get("health_score"));
    Reply why = api.get("/api/why/diagnostics");
    assertEquals(404, why.status());
    assertEquals("{\"error\":\"no_reports\",\"ok\":false}\n", why.text());
  }
}
