package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.original.OriginalClient.Reply;
import org.sheratan.edge.trace.TraceFixtures;

/** The readers of the decision trace, in the shapes of the original. */
class WhyCallsTest {
  private static final String JOB = OwnedUuid.of(new JobId("k7f3q2ab", 3, 4));

  @TempDir
  Path folder;
  private OriginalApi api;

  @BeforeEach
  void start() throws IOException {
    TraceFixtures.written(folder, 1_000_000, 0, 30);
    Files.writeString(folder.resolve("decision_trace.jsonl"), "no decision\n", StandardOpenOption.APPEND);
    api = new OriginalApi(new FakeNode(), Optional.of(TraceFixtures.log(folder, 1_000_000)));
  }

  @org.junit.jupiter.api.AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldTellTheLatestDecisionOfAnIntent() {
    Reply latest = api.get("/api/why/latest");
    assertEquals(200, latest.status(), latest.text());
    assertEquals(new Json.Bool(true), latest.get("ok"));
    assertEquals(new Json.Text("d-29"), event(latest).get("node_id"));
    assertEquals("{\"returned\":1,\"scanned_lines\":2,\"skipped_invalid_lines\":1}", meta(latest));
    assertEquals(new Json.Text("d-29"), event(api.get("/api/why/latest?intent=dispatch_job")).get("node_id"));
    Reply none = api.get("/api/why/latest?intent=hold_job");
    assertEquals(404, none.status());
    assertEquals("{\"error\":\"not_found\",\"meta\":{\"returned\":0,\"scanned_lines\":31,"
        + "\"skipped_invalid_lines\":0},\"ok\":false}\n", none.text());
  }

  private static Json.Obj event(Reply reply) {
    return (Json.Obj) reply.get("event");
  }

  private static String meta(Reply reply) {
    return org.sheratan.core.json.CanonicalJson.text(reply.get("meta"));
  }

  /** Clients of the original know jobs by UUIDs only, and follow job, traces, events. */
  @Test
  void shouldLeadFromAJobToItsDecisions() {
    Reply job = api.get("/api/why/job/" + JOB);
    assertEquals(200, job.status(), job.text());
    assertEquals(new Json.Arr(List.of(new Json.Text(JOB))), job.get("trace_ids"));
    assertEquals(JOB, job.word("job_id"));
    Reply trace = api.get("/api/why/trace/" + JOB);
    List<Json> events = ((Json.Arr) trace.get("events")).items();
    assertEquals(List.of("d-3", "d-13", "d-23"), events.stream()
        .map(event -> ((Json.Text) ((Json.Obj) event).get("node_id")).value()).toList(), "oldest first");
    assertTrue(
        events.stream().allMatch(event -> ((Json.Obj) event).get("job_id").equals(new Json.Text(JOB))));
    assertEquals(3, ((Json.Arr) api.get("/api/why/trace/k7f3q2ab-3-4").get("events")).items().size(),
        "by its own name as well");
    assertEquals(404, api.get("/api/why/job/" + OwnedUuid.of(new JobId("k7f3q2ab", 3, 99))).status());
    assertEquals(404, api.get("/api/why/trace/x").status());
  }

  @Test
  void shouldCountOverDecisions() {
    Reply stats = api.get("/api/why/stats?intent=dispatch_job");
    assertEquals(200, stats.status(), stats.text());
    assertEquals(
        "{\"count\":30,\"mean_score\":0.0,\"success_rate\":0.0,\"top_action_types\":[[\"ABORT\",30]],"
            + "\"top_error_codes\":[[\"test\",30]]}",
        org.sheratan.core.json.CanonicalJson.text(stats.get("stats")));
    assertEquals("dispatch_job", stats.word("intent"));
    Reply few = api.get("/api/why/stats?window_lines=5");
    assertEquals(Json.Int.of(4), ((Json.Obj) few.get("stats")).get("count"), "one line is no decision");
    assertEquals(new Json.Null(), few.get("intent"));
  }

  @Test
  void shouldLookAtNoMoreLinesThanAsked() {
    Reply job = api.get("/api/why/trace/" + JOB + "?max_lines=10");
    assertEquals("{\"returned\":1,\"scanned_lines\":10,\"skipped_invalid_lines\":0}", meta(job));
    for (String wrong : List.of("latest?max_lines=0", "stats?window_lines=500001", "trace/x?max_lines=1e3",
        "job/x?max_lines=-1")) {
      Reply refused = api.get("/api/why/" + wrong);
      assertEquals(422, refused.status(), wrong);
      assertTrue(refused.text().startsWith("{\"detail\":[{\"loc\":[\"query\","), refused.text());
    }
  }

  /** The original opens whatever file the client names. */
  @Test
  void shouldReadNoFileThatAClientNames() {
    Reply latest = api.get("/api/why/latest?log_path=/etc/passwd");
    assertEquals(new Json.Text("d-29"), event(latest).get("node_id"));
  }

  @Test
  void shouldSayThatNoTraceIsKept() {
    try (OriginalApi without = new OriginalApi(new FakeNode())) {
      assertTrue(without.get("/api/why/latest").text().startsWith("{\"error\":\"no_trace\""));
      assertEquals(404, without.get("/api/why/job/" + JOB).status());
      Reply stats = without.get("/api/why/stats");
      assertEquals(200, stats.status());
      assertEquals(Json.Int.of(0), ((Json.Obj) stats.get("stats")).get("count"));
    }
  }

  @Test
  void shouldCountWhatOthersWroteAndKeepLittleOfIt() {
    WhyTally tally = new WhyTally();
    tally.add(Json.Obj.EMPTY);
    tally.add(Json.Obj.EMPTY.with("result", 3).with("action", "x"));
    for (int number = 0; number < 1_000; number++) {
      tally.add(Json.Obj.EMPTY.with("result", Json.Obj.EMPTY.with("status", "recovered").with("score", 2)
          .with("error", Json.Obj.EMPTY.with("code", "e" + number))));
    }
    Json.Obj json = tally.json();
    assertEquals(Json.Int.of(1_002), json.get("count"));
    assertEquals(new Json.Real(0.998), json.get("success_rate"));
    assertEquals(10, ((Json.Arr) json.get("top_error_codes")).items().size());
    assertEquals(new Json.Real(1.996), json.get("mean_score"));
  }
}
