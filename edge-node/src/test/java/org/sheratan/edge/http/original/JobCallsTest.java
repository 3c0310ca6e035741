package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.mission.Retry;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Priority;

/** Jobs, as clients of the original know them. Cured defects of the original are named so. */
class JobCallsTest {
  private static final String READ = "{\"payload\":{\"kind\":\"read_file\",\"params\":{\"path\":\"a\"}}}";

  private final FakeNode node = new FakeNode();
  @AutoClose
  private final OriginalApi api = new OriginalApi(node);
  private String jobs;

  @BeforeEach
  void makeATask() {
    jobs = "/api/tasks/" + task("{\"name\":\"walk\",\"kind\":\"list_files\",\"params\":{\"path\":\".\"}}")
        + "/jobs";
  }

  private String task(String body) {
    String mission = api.post("/api/missions", "{\"title\":\"a\",\"description\":\"\"}").word("id");
    return api.post("/api/missions/" + mission + "/tasks", body).word("id");
  }

  @Test
  void shouldAnswerInTheOriginalsShape() {
    OriginalClient.Reply made = api.post(jobs, READ);
    assertEquals(200, made.status(), made.text());
    assertEquals(
        "[completed_result, created_at, depends_on, id, idempotency_first_seen_utc, idempotency_hash, "
            + "idempotency_key, idempotent, lease_owner, lease_until_utc, meta, next_retry_utc, payload, priority, result, "
            + "result_canonical, result_hash, result_hash_alg, retry_count, status, task_id, timeout_seconds, updated_at]",
        new TreeSet<>(made.object().fields().keySet()).toString());
    assertEquals("pending", made.word("status"));
    assertEquals(jobs, "/api/tasks/" + made.word("task_id") + "/jobs");
    assertEquals(Json.Int.of(300), made.get("timeout_seconds"));
    assertEquals("sha256", made.word("result_hash_alg"));
    assertEquals(made.text(), api.get("/api/jobs/" + made.word("id")).text());
    Command.Submit asked = node.asked(Command.Submit.class);
    assertEquals(Zone.CORE_V2, asked.origin().zone());
    assertEquals("127.0.0.1", asked.origin().name());
  }

  /** In the original the gates said no and the job ran. */
  @Test
  void shouldRefuseWhatTheGatesBarInTheOriginalsShape() {
    OriginalClient.Reply barred = api.post(jobs, "{\"payload\":{\"kind\":\"shell_exec\",\"params\":{}}}");
    assertEquals(403, barred.status(), barred.text());
    Json.Obj detail = (Json.Obj) barred.get("detail");
    assertEquals("[blocked_reasons, error, message, reports, status]",
        new TreeSet<>(detail.fields().keySet()).toString());
    assertEquals(new Json.Text("gateway_violation"), detail.get("error"));
    assertEquals(new Json.Text("FAIL"), detail.get("status"));
    OriginalClient.Reply held = api.post(jobs,
        "{\"payload\":{\"kind\":\"read_file\",\"params\":{\"path\":\"/data/x\"}}}");
    assertEquals(200, held.status());
    assertEquals("pending", held.word("status"));
  }

  @Test
  void shouldKeepPriorityTimeoutAndDependenciesThatTheOriginalDropped() {
    String first = api.post(jobs, READ).word("id");
    for (String word : List.of("critical", "high", "normal")) {
      OriginalClient.Reply made = api.post(jobs, READ.replaceFirst("\\{",
          "{\"priority\":\"" + word + "\",\"timeout_seconds\":7,\"depends_on\":[\"" + first + "\"],"));
      assertEquals(word, made.word("priority"));
      assertEquals(Json.Int.of(7), made.get("timeout_seconds"));
      assertEquals(new Json.Arr(List.of(new Json.Text(first))), made.get("depends_on"));
      Command.Submit asked = node.asked(Command.Submit.class);
      assertEquals(word.equals("normal") ? Priority.NORMAL : Priority.HIGH, asked.spec().priority());
      assertEquals(word.equals("critical"), asked.spec().notes().words().orElseThrow().critical());
      assertEquals(7_000, asked.spec().timeoutMs());
      assertEquals(List.of(OwnedUuid.job(first)), asked.spec().dependsOn());
    }
  }

  @Test
  void shouldGiveBackThePayloadWithWhatItSaidBesides() {
    String payload = "{\"_meta\":{\"by\":\"hud\"},\"kind\":\"read_file\",\"mcts\":[1.5,null],\"params\":{\"path\":\"a\"}}";
    OriginalClient.Reply made = api.post(jobs, "{\"payload\":" + payload + "}");
    assertEquals(payload, CanonicalJson.text(made.get("payload")));
    assertEquals("{\"by\":\"hud\"}", CanonicalJson.text(made.get("meta")));
  }

  @Test
  void shouldTakeKindAndParametersFromWhereTheyAre() {
    assertRuns("list_files", ".", "{\"payload\":{}}");
    assertRuns("walk_tree", ".", "{\"payload\":{\"kind\":\"walk_tree\"}}");
    assertRuns("walk_tree", "b",
        "{\"payload\":{\"task\":{\"kind\":\"walk_tree\",\"params\":{\"path\":\"b\"}}}}");
    assertRuns("list_files", "c", "{\"payload\":{\"kind\":\"\",\"params\":{\"path\":\"c\"}}}");
    assertEquals("{\"kind\":\"\",\"params\":{\"path\":\"c\"}}", CanonicalJson.text(
        JobShape.payload(node.asked(Command.Submit.class).spec())));
    for (List<String> each : List.of(List.of("file discovery", "list_files"),
        List.of("analyze it", "analyze_file"),
        List.of("write a page", "write_file"), List.of("patch", "patch_file"),
        List.of("think", "llm_call"))) {
      jobs = "/api/tasks/" + task("{\"name\":\"" + each.get(0) + "\",\"params\":{\"path\":\"d\"}}") + "/jobs";
      assertRuns(each.get(1), "d", "{\"payload\":{}}");
    }
  }

  private void assertRuns(String kind, String path, String body) {
    assertEquals(200, api.post(jobs, body).status());
    Command.Submit asked = node.asked(Command.Submit.class);
    assertEquals(kind, asked.spec().kind());
    assertEquals("{\"path\":\"" + path + "\"}", CanonicalJson.text(asked.spec().params()));
  }

  @Test
  void shouldKnowARequestByItsKey() {
    String keyed = READ.replaceFirst("\\{", "{\"idempotency_key\":\"k1\",");
    OriginalClient.Reply first = api.post(jobs, keyed);
    assertEquals(new Json.Bool(false), first.get("idempotent"));
    assertEquals("0ac5b7bd72cae7eccf9b1c98aa0a2d70b5d2ffd2de6a3b9a85fc5a5b5a1ea9b5".length(),
        first.word("idempotency_hash").length());
    assertEquals(CanonicalJson.sha256(first.get("payload")).toHex(), first.word("idempotency_hash"));
    assertEquals(first.get("created_at"), first.get("idempotency_first_seen_utc"));
    OriginalClient.Reply again = api.post(jobs, keyed);
    assertEquals(200, again.status());
    assertEquals(new Json.Bool(true), again.get("idempotent"));
    assertEquals(first.word("id"), again.word("id"));
    OriginalClient.Reply other = api.post(jobs, keyed.replace("\"a\"", "\"b\""));
    assertEquals(409, other.status());
    Json.Obj detail = (Json.Obj) other.get("detail");
    assertEquals("IDEMPOTENCY_KEY_COLLISION", ((Json.Text) detail.get("error")).value());
    assertEquals("k1", ((Json.Text) detail.get("idempotency_key")).value());
    assertEquals(first.word("id"), ((Json.Text) detail.get("existing_job_id")).value());
    assertEquals("abababababababab", ((Json.Text) detail.get("existing_hash_prefix")).value());
    Json.Obj payload = JsonReader
        .readObject(Bytes.utf8("{\"kind\":\"read_file\",\"params\":{\"path\":\"b\"}}"));
    assertEquals(CanonicalJson.sha256(payload).toHex().substring(0, 16),
        ((Json.Text) detail.get("new_hash_prefix")).value());
  }

  @Test
  void shouldRefuseACachedResultThatItsReceiptDoesNotKnow() {
    String keyed = READ.replaceFirst("\\{", "{\"idempotency_key\":\"k1\",");
    JobId id = OwnedUuid.job(api.post(jobs, keyed).word("id"));
    Job done = FakeNode.job(id, node.asked(Command.Submit.class).spec(), JobState.COMPLETED);
    node.put(done);
    OriginalClient.Reply again = api.post(jobs, keyed);
    assertEquals(200, again.status());
    assertEquals(again.get("result"), again.get("completed_result"));
    node.put(withResult(done, Json.Obj.EMPTY.with("ok", "forged")));
    assertEquals(403, api.post(jobs, keyed).status());
  }

  private static Job withResult(Job job, Json.Obj result) {
    return new Job(job.id(), job.spec(), job.state(), job.attempt(), job.bids(), job.reassigned(),
        job.worker(),
        job.priceMicros(), job.progress(), job.reason(), Optional.of(result), job.receipt(),
        job.lateResults(),
        job.acceptedWallMs(), job.ageMs(), job.waitedMs(), job.history(), job.notes());
  }

  @Test
  void shouldMapTheLifeOfAJob() {
    for (JobState state : JobState.values()) {
      node.put(FakeNode.job(9, state));
      OriginalClient.Reply shown = api.get("/api/jobs/" + OwnedUuid.of(FakeNode.jobId(9)));
      String status = JobShape.status(state);
      assertEquals(status, shown.word("status"));
      assertEquals(state == JobState.WORKING, shown.get("lease_owner") instanceof Json.Text, status);
      assertEquals(state.terminal(), shown.get("result") instanceof Json.Obj, status);
      if (state.terminal()) {
        assertEquals(CanonicalJson.text(shown.get("result")), shown.word("result_canonical"));
        assertEquals(CanonicalJson.sha256(shown.get("result")).toHex(), shown.word("result_hash"));
        assertEquals("2023-11-14T22:13:26.200000Z", shown.word("updated_at"), "6.2 s later");
      }
      assertEquals(state == JobState.COMPLETED, shown.get("completed_result") instanceof Json.Obj);
      OriginalClient.Reply synced = api.post("/api/jobs/" + shown.word("id") + "/sync", "");
      assertEquals(state.terminal() ? 200 : 202, synced.status(), status);
      assertEquals(shown.text(), synced.text());
      assertEquals(state.terminal() ? status : "queued",
          api.post("/api/jobs/" + shown.word("id") + "/dispatch", "").word("status"));
    }
  }

  @Test
  void shouldTellTheRetryTimeThatTheOriginalIgnored() {
    Job waiting = FakeNode.job(9, JobState.PENDING);
    node.put(waiting.noted(Retry.NONE.at(waiting.ageMs() + 4_000)));
    assertEquals("2023-11-14T22:13:30.200000Z",
        api.get("/api/jobs/" + OwnedUuid.of(waiting.id())).word("next_retry_utc"), "6.2 s old, in 4 s");
  }

  @Test
  void shouldNotMakeUpResultsFromOutside() {
    String id = api.post(jobs, READ).word("id");
    assertEquals(409,
        api.post("/api/jobs/" + id + "/sync", "{\"status\":\"completed\",\"result\":{\"ok\":true}}")
            .status());
    assertEquals(202, api.post("/api/jobs/" + id + "/sync", "{}").status());
    assertEquals(422, api.post("/api/jobs/" + id + "/sync", "{\"status\":\"so so\"}").status());
  }

  /** Saying that it is at work made a job's result of what a worker had so far. */
  @Test
  void shouldBringOnlyWhatHasEnded() {
    String sync = "/api/jobs/" + api.post(jobs, READ).word("id") + "/sync";
    for (String status : List.of("pending", "working")) {
      assertEquals(202,
          api.post(sync, "{\"status\":\"" + status + "\",\"result\":{\"half\":1}}").status(), status);
    }
    assertEquals(202, api.post(sync, "{\"status\":\"completed\"}").status());
    assertEquals(409, api.post(sync, "{\"status\":\"failed\"}").status(), "brought, but nobody waits");
    assertEquals(Optional.of(Json.Obj.EMPTY.with("ok", false)),
        JobCalls.brought(Json.Obj.EMPTY.with("status", "failed")));
    assertEquals(Optional.of(Json.Obj.EMPTY.with("ok", false).with("error", "no")), JobCalls.brought(
        Json.Obj.EMPTY.with("status", "failed").with("result", Json.Obj.EMPTY.with("error", "no"))));
  }

  @Test
  void shouldRefuseAnotherIdOrResult() {
    Job ended = FakeNode.job(9, JobState.COMPLETED);
    node.put(ended);
    String path = "/api/jobs/" + OwnedUuid.of(ended.id());
    Json.Obj model = api.get(path).object();
    assertEquals(200, api.call("PUT", path, CanonicalJson.text(model)).status());
    for (String fixed : List.of("id", "task_id", "result")) {
      Json other = fixed.equals("result")
          ? Json.Obj.EMPTY.with("ok", "forged")
          : new Json.Text(OwnedUuid.of(FakeNode.jobId(8)));
      OriginalClient.Reply refused = api.call("PUT", path, CanonicalJson.text(model.with(fixed, other)));
      assertEquals(409, refused.status(), fixed);
      assertTrue(refused.word("detail").startsWith(fixed + " "), refused.text());
    }
  }

  @Test
  void shouldEndAJobByTheFullModelAndChangeNothingElse() {
    OriginalClient.Reply made = api.post(jobs, READ);
    String path = "/api/jobs/" + made.word("id");
    Json.Obj model = made.object();
    assertEquals(made.text(), api.call("PUT", path, CanonicalJson.text(model)).text());
    for (String fixed : List.of("payload", "priority", "timeout_seconds", "depends_on", "idempotency_key")) {
      Json other = fixed.equals("payload") ? Json.Obj.EMPTY.with("kind", "x") : new Json.Text("x");
      OriginalClient.Reply refused = api.call("PUT", path, CanonicalJson.text(model.with(fixed, other)));
      assertEquals(409, refused.status(), fixed);
      assertTrue(refused.word("detail").startsWith(fixed));
    }
    for (String needed : List.of("id", "task_id", "payload", "status", "created_at", "updated_at")) {
      assertEquals(422, api.call("PUT", path, CanonicalJson.text(model.without(needed))).status(), needed);
    }
    assertEquals(409, api.call("PUT", path, CanonicalJson.text(model.with("status", "completed"))).status());
    OriginalClient.Reply ended = api.call("PUT", path, CanonicalJson.text(model.with("status", "failed")));
    assertEquals(200, ended.status());
    assertEquals("failed", ended.word("status"));
    assertEquals(409, api.call("PUT", path, CanonicalJson.text(model.with("status", "working"))).status());
  }

  @Test
  void shouldSayBackPressureAsTheOriginalDoes() {
    node.answering(command -> command instanceof Command.Submit
        ? Optional.of(new Answer.Refused(Answer.Reason.BUSY, "1000 jobs are queued here", ""))
        : Optional.empty());
    OriginalClient.Reply busy = api.post(jobs, READ);
    assertEquals(429, busy.status());
    assertEquals("1", busy.header("retry-after"));
    assertEquals(
        "{\"detail\":{\"error\":\"backpressure\",\"message\":\"1000 jobs are queued here\",\"ok\":false,"
            + "\"retry_after_s\":1}}\n",
        busy.text());
  }

  @Test
  void shouldSayWhereTheClientWroteWhatTheNodeRefuses() {
    assertPlace("[\"body\",\"payload\",\"kind\"]", Answer.Reason.INVALID, "kind", "kind: expected letters");
    assertPlace("[\"body\",\"payload\",\"params\",\"paths\",3]", Answer.Reason.INVALID, "params.paths[3]",
        "params.paths[3]: too long");
    assertPlace("[\"body\",\"timeout_seconds\"]", Answer.Reason.INVALID, "timeout_s",
        "timeout_s: expected less");
    assertPlace("[\"body\",\"depends_on\"]", Answer.Reason.CONFLICT, "depends_on", "depends_on: job failed");
    assertPlace("[\"body\",\"payload\",\"params\"]", Answer.Reason.TOO_LARGE, "params", "params are large");
    assertPlace("[\"body\",\"payload\",\"kind\"]", Answer.Reason.NO_CAPABLE_NODE, "", "no node offers that");
  }

  private void assertPlace(String place, Answer.Reason reason, String field, String message) {
    Optional<String> blamed = field.isEmpty() ? Optional.empty() : Optional.of(field);
    node.answering(command -> command instanceof Command.Submit
        ? Optional.of(new Answer.Refused(reason, message, blamed, ""))
        : Optional.empty());
    OriginalClient.Reply refused = api.post(jobs, READ);
    assertEquals(422, refused.status(), refused.text());
    assertTrue(refused.text().startsWith("{\"detail\":[{\"loc\":" + place + ",\"msg\":"), refused.text());
  }

  @Test
  void shouldListAllJobsOldestFirst() {
    String first = api.post(jobs, READ).word("id");
    String second = api.post(jobs, READ).word("id");
    node.put(FakeNode.job(9, JobState.WORKING));
    List<Json> listed = ((Json.Arr) api.get("/api/jobs").json()).items();
    assertEquals(3, listed.size());
    assertTrue(listed.indexOf(api.get("/api/jobs/" + first).json()) < listed
        .indexOf(api.get("/api/jobs/" + second).json()));
    assertEquals(3, ((Json.Arr) api.get("/api/jobs?limit=999999&t=1").json()).items().size());
    assertEquals(
        "{\"detail\":[{\"loc\":[\"query\",\"limit\"],\"msg\":\"expected 1 to 999999\",\"type\":\"value_error\"}]}\n",
        api.get("/api/jobs?limit=0").text());
    assertTrue(listed.stream().anyMatch(job -> ((Json.Obj) job).get("id").equals(new Json.Text(first))));
    assertTrue(listed.stream().anyMatch(job -> ((Json.Obj) job).get("id").equals(new Json.Text(second))));
  }
}
