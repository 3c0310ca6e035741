package org.sheratan.edge.http.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.ReceiptJson;
import org.sheratan.core.wire.Receipts;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.radio.frame.Priority;

class JobPathsTest {
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  @Test
  void shouldAcceptAJobAndSayWhereItIs() throws IOException {
    RawResponse response = api.post("/api/v1/jobs",
        "{\"kind\":\"read_file\",\"params\":{\"path\":\"hello.txt\"}}");
    assertEquals(201, response.status());
    assertEquals("/api/v1/jobs/" + FakeNode.jobId(1), response.header("location"));
    assertEquals("pending", response.text("state"));
    JobSpec spec = node.asked(Command.Submit.class).spec();
    assertEquals(JobSpec.of("read_file", Json.Obj.EMPTY.with("path", "hello.txt")), spec);
  }

  @Test
  void shouldTakeEveryOptionOfAJob() throws IOException {
    api.post("/api/v1/jobs", """
        {"kind":"write_file","params":{"a":1},"priority":"high","timeout_s":1.5,"needs":["gpu:8G","cpu"],
         "max_price_micros":5,"max_attempts":2,"rerun_unknown":true,"idempotency_key":"k",
         "depends_on":["k7f3q2ab-3-17","k7f3q2ab-3-4"]}""");
    assertEquals(
        new JobSpec("write_file", Json.Obj.EMPTY.with("a", 1), Priority.HIGH, 1_500, List.of("cpu", "gpu:8G"),
            5, 2, true, Optional.of("k"),
            List.of(JobId.parse("k7f3q2ab-3-4"), JobId.parse("k7f3q2ab-3-17")), Optional.empty()),
        node.asked(Command.Submit.class).spec());
  }

  @Test
  void shouldKeepPrivateDataWithTrustedNodes() throws IOException {
    api.post("/api/v1/jobs", "{\"kind\":\"ping\",\"needs\":[\"gpu:8G\"],\"data\":\"private\"}");
    assertEquals(List.of("gpu:8G", "trusted"), node.asked(Command.Submit.class).spec().needs());
    api.post("/api/v1/jobs", "{\"kind\":\"ping\",\"data\":\"open\"}");
    assertEquals(List.of(), node.asked(Command.Submit.class).spec().needs());
    assertField("data", "{\"kind\":\"ping\",\"data\":\"secret\"}");
  }

  @Test
  void shouldSayHowLongToWaitWhereThereAreTooMany() throws IOException {
    for (long[] waitAndSeconds : new long[][]{{0, 1}, {1, 1}, {1_000, 1}, {1_001, 2}, {59_400, 60}}) {
      node.answering(command -> Optional.of(new Answer.Refused(Answer.Reason.BUSY,
          "60 jobs a minute are the limit", Optional.empty(), "try again later", waitAndSeconds[0])));
      RawResponse response = api.post("/api/v1/jobs", "{\"kind\":\"ping\"}");
      assertEquals(429, response.status());
      assertEquals("" + waitAndSeconds[1], response.header("retry-after"));
      assertEquals(Json.Obj.EMPTY.with("s", waitAndSeconds[1]).get("s"),
          response.json().get("retry_after_s"));
    }
  }

  @Test
  void shouldListAndRequeueDeadLetters() throws IOException {
    node.put(FakeNode.job(1, JobState.COMPLETED));
    node.put(FakeNode.job(2, JobState.EXPIRED));
    RawResponse list = api.get("/api/v1/dead-letters?limit=3");
    assertEquals(200, list.status());
    assertTrue(list.json().toString().contains(FakeNode.jobId(2).toString()), list.json().toString());
    assertFalse(list.json().toString().contains(FakeNode.jobId(1).toString()), list.json().toString());
    assertEquals(400, api.get("/api/v1/dead-letters?class=hopeless").status());
    RawResponse again = api.post("/api/v1/jobs/" + FakeNode.jobId(2) + "/requeue", "{}");
    assertEquals(201, again.status());
    assertEquals("/api/v1/jobs/" + FakeNode.jobId(3), again.header("location"));
    assertEquals(FakeNode.jobId(2), node.asked(Command.Requeue.class).job());
  }

  @Test
  void shouldNameTheFieldOfAMalformedJob() throws IOException {
    assertField("kind", "{}");
    assertField("kind", "{\"kind\":\"Rm -rf\"}");
    assertField("knd", "{\"kind\":\"ping\",\"knd\":1}");
    assertField("params", "{\"kind\":\"ping\",\"params\":[]}");
    assertField("priority", "{\"kind\":\"ping\",\"priority\":\"urgent\"}");
    assertField("timeout_s", "{\"kind\":\"ping\",\"timeout_s\":-1}");
    assertField("timeout_s", "{\"kind\":\"ping\",\"timeout_s\":0.05}");
    assertField("needs", "{\"kind\":\"ping\",\"needs\":[\"gpu 8G\"]}");
    assertField("max_attempts", "{\"kind\":\"ping\",\"max_attempts\":21}");
    assertField("max_price_micros", "{\"kind\":\"ping\",\"max_price_micros\":1.5}");
    assertField("rerun_unknown", "{\"kind\":\"ping\",\"rerun_unknown\":1}");
    assertField("idempotency_key", "{\"kind\":\"ping\",\"idempotency_key\":\"a b\"}");
    assertField("depends_on", "{\"kind\":\"ping\",\"depends_on\":[\"seventeen\"]}");
    assertField("depends_on", "{\"kind\":\"ping\",\"depends_on\":[" + "\"k7f3q2ab-3-17\",".repeat(64)
        + "\"k7f3q2ab-3-17\"]}");
    assertField("document", "[]");
  }

  private void assertField(String field, String body) throws IOException {
    RawResponse response = api.post("/api/v1/jobs", body);
    assertEquals(400, response.status(), body);
    assertEquals("application/problem+json", response.header("content-type"));
    assertEquals(field, response.text("field"));
    assertTrue(response.text("detail").startsWith(field + ": "));
  }

  @Test
  void shouldNameTheFieldThatTheNodeBlames() throws IOException {
    node.answering(command -> Optional.of(new Answer.Refused(Answer.Reason.INVALID, "params.path: missing",
        Optional.of("params.path"), "")));
    assertField("params.path", "{\"kind\":\"read_file\"}");
  }

  @Test
  void shouldRefuseWhatIsNotStrictJson() throws IOException {
    for (String body : List.of("{", "{\"kind\":\"ping\",}", "{\"kind\":\"ping\",\"kind\":\"ping\"}", "nul",
        "{}{}")) {
      assertEquals(400, api.post("/api/v1/jobs", body).status(), body);
    }
    assertEquals(400, api.post("/api/v1/jobs", "").status());
    assertTrue(node.asked().isEmpty());
  }

  @Test
  void shouldGiveTheSameJobForTheSameIdempotencyKey() throws IOException {
    String body = "{\"kind\":\"ping\"}";
    RawResponse first = api.post("/api/v1/jobs", body, "Idempotency-Key: one");
    RawResponse again = api.post("/api/v1/jobs", body, "Idempotency-Key: \"one\"");
    RawResponse other = api.post("/api/v1/jobs", "{\"kind\":\"read_file\"}", "Idempotency-Key: one");
    RawResponse both = api.post("/api/v1/jobs", "{\"kind\":\"ping\",\"idempotency_key\":\"two\"}",
        "Idempotency-Key: one");
    assertEquals(201, first.status());
    assertEquals(200, again.status());
    assertEquals(first.text("id"), again.text("id"));
    assertEquals(409, other.status());
    assertEquals("use another key", other.text("fix"));
    assertEquals(400, both.status());
  }

  @Test
  void shouldShowACompletedJobWithItsReceipt() throws IOException {
    node.put(FakeNode.job(1, JobState.COMPLETED));
    RawResponse response = api.get("/api/v1/jobs/" + FakeNode.jobId(1));
    assertEquals(200, response.status());
    assertEquals("completed", response.text("state"));
    assertEquals("node-b2", response.text("worker"));
    assertEquals(FakeNode.WORKER.id().toHex(), response.text("worker_id"));
    assertEquals("2023-11-14T22:13:20Z", response.text("accepted_at"));
    assertEquals(new Json.Real(6.2), response.json().get("took_s"));
    Json.Obj receipt = assertInstanceOf(Json.Obj.class, response.json().get("receipt"));
    ReceiptJson.Filed filed = ReceiptJson.fromJson(receipt);
    assertTrue(Receipts.verify(filed.receipt(), filed.network()));
  }

  @Test
  void shouldTellHowOldAJobIsApartFromHowLongItTook() throws IOException {
    node.put(FakeNode.job(1, JobState.COMPLETED).endedAgo(600_000));
    node.put(FakeNode.job(2, JobState.COMPLETED));
    node.put(FakeNode.job(3, JobState.WORKING));
    Json.Obj known = api.get("/api/v1/jobs/" + FakeNode.jobId(1)).json();
    assertEquals(new Json.Real(606.2), known.get("age_s"));
    assertEquals(new Json.Real(6.2), known.get("took_s"));
    Json.Obj earlier = api.get("/api/v1/jobs/" + FakeNode.jobId(2)).json();
    assertEquals(new Json.Null(), earlier.get("age_s"), "it ended before this start");
    Json.Obj working = api.get("/api/v1/jobs/" + FakeNode.jobId(3)).json();
    assertEquals(new Json.Real(6.2), working.get("age_s"));
    assertEquals(new Json.Null(), working.get("took_s"));
  }

  @Test
  void shouldSayNullForWhatIsNotKnown() throws IOException {
    node.put(FakeNode.job(1, JobState.PENDING));
    Json.Obj job = api.get("/api/v1/jobs/" + FakeNode.jobId(1)).json();
    for (String member : List.of("worker_id", "worker", "price_micros", "progress", "reason", "result",
        "receipt",
        "max_price_micros", "idempotency_key", "underway")) {
      assertEquals(new Json.Null(), job.get(member), member);
    }
  }

  /** Of a checkpoint nothing but its length. */
  @Test
  void shouldShowWhatWasHandedInBeforeTheEnd() throws IOException {
    node.put(FakeNode.underway(1, JobState.WORKING));
    Json.Obj job = api.get("/api/v1/jobs/" + FakeNode.jobId(1)).json();
    assertEquals(Json.Obj.EMPTY.with("word", "3 of\n6 files").with("partial", Json.Obj.EMPTY.with("n", 3))
        .with("checkpoint_bytes", 6).with("ago_s", 3), job.get("underway"));
  }

  @Test
  void shouldListJobsWithoutTheirLongParts() throws IOException {
    node.put(FakeNode.job(1, JobState.COMPLETED));
    node.put(FakeNode.job(2, JobState.PENDING));
    RawResponse response = api.get("/api/v1/jobs?state=completed&limit=10&after=" + FakeNode.jobId(9));
    Json.Arr jobs = assertInstanceOf(Json.Arr.class, response.json().get("jobs"));
    assertEquals(1, jobs.items().size());
    assertFalse(((Json.Obj) jobs.items().getFirst()).fields().containsKey("result"));
    assertEquals(new Command.ListJobs(Optional.of(JobState.COMPLETED), Optional.of(FakeNode.jobId(9)), 10),
        node.asked(Command.ListJobs.class));
  }

  @Test
  void shouldNameTheParameterOfAMalformedQuery() throws IOException {
    for (String query : List.of("limit=0", "limit=1001", "limit=x", "state=done", "after=1", "color=red",
        "limit=1&limit=2")) {
      RawResponse response = api.get("/api/v1/jobs?" + query);
      assertEquals(400, response.status(), query);
      assertEquals(query.split("=")[0], response.text("field"), query);
    }
    assertEquals(400, api.get("/api/v1/jobs/17").status());
    assertEquals(400, api.get("/api/v1/jobs/" + FakeNode.jobId(1) + "?wait=61").status());
  }

  @Test
  void shouldCancelAJob() throws IOException {
    node.put(FakeNode.job(1, JobState.PENDING));
    RawResponse response = api.post("/api/v1/jobs/" + FakeNode.jobId(1) + "/cancel", "");
    assertEquals(200, response.status());
    assertEquals("cancelled", response.text("state"));
    assertEquals(404, api.post("/api/v1/jobs/" + FakeNode.jobId(2) + "/cancel", "").status());
  }

  /** The owner decides at once; that its worker has yet to hear of it changes nothing in the job. */
  @Test
  void shouldAnswerTheCancelOfAWorkingJobLikeAnyOther() throws IOException {
    node.put(FakeNode.job(1, JobState.WORKING));
    RawResponse response = api.post("/api/v1/jobs/" + FakeNode.jobId(1) + "/cancel", "");
    assertEquals(200, response.status());
    assertEquals("cancelled", response.text("state"));
  }

  @Test
  void shouldNotCancelByAReadOrDeleteAnything() throws IOException {
    node.put(FakeNode.job(1, JobState.PENDING));
    for (String method : List.of("GET", "HEAD", "DELETE", "PUT")) {
      RawResponse response = api.call(method, "/api/v1/jobs/" + FakeNode.jobId(1) + "/cancel", "");
      assertEquals(405, response.status());
      assertEquals("OPTIONS, POST", response.header("allow"));
    }
    assertEquals(405, api.call("DELETE", "/api/v1/jobs/" + FakeNode.jobId(1), "").status());
    assertTrue(node.asked().isEmpty());
  }

  @Test
  void shouldHoldALongPollUntilTheJobHasEnded() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    JobId id = FakeNode.jobId(1);
    node.answering(command -> command instanceof Command.Show
        ? Optional.of(
            new Answer.OneJob(
                FakeNode.job(1, looks.incrementAndGet() < 4 ? JobState.WORKING : JobState.COMPLETED)))
        : Optional.empty());
    assertEquals("completed", api.get("/api/v1/jobs/" + id + "?wait=60").text("state"));
    assertEquals(4, looks.get());
  }

  @Test
  void shouldEndALongPollWhenTheStateIsNewToTheCaller() throws IOException {
    node.put(FakeNode.job(1, JobState.WORKING));
    assertEquals("working",
        api.get("/api/v1/jobs/" + FakeNode.jobId(1) + "?wait=60&seen=auction").text("state"));
  }

  @Test
  void shouldEndALongPollWhenItsTimeIsOver() throws IOException {
    node.put(FakeNode.job(1, JobState.WORKING));
    assertEquals("working", api.get("/api/v1/jobs/" + FakeNode.jobId(1) + "?wait=1").text("state"));
  }
}
