package org.sheratan.edge.http.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.WaitingRelay;
import org.sheratan.kernel.Now;

/** A worker outside that speaks HTTP, at a real folder. */
class RelayPathsTest {
  private static final String CLAIMS = "/api/v1/relay/claims";
  private static final String HALF = "{\"number\":1,\"done\":0.5,\"word\":\"half\",\"checkpoint\":\"at 5\"}";

  @TempDir
  Path folder;
  private final AtomicLong nowMs = new AtomicLong(1_000);
  private WaitingRelay relay;
  private RunningApi api;

  @BeforeEach
  void start() throws IOException {
    relay = new WaitingRelay(folder, () -> Now.monotonic(nowMs.get()));
    api = new RunningApi(new FakeNode(), relay.desk());
  }

  @AfterEach
  void stop() {
    api.close();
    relay.close();
  }

  private RawResponse ask(String worker, String kind) throws IOException {
    return api.post(CLAIMS, "{\"worker\":\"" + worker + "\",\"kinds\":[\"" + kind + "\"]}");
  }

  /** Waits until it is there. */
  private String claimed(String worker) throws IOException {
    RawResponse answer = ask(worker, WaitingRelay.KIND);
    while (answer.json().get("claim") instanceof Json.Null) {
      answer = ask(worker, WaitingRelay.KIND);
    }
    return answer.text("claim");
  }

  private RawResponse report(String claim, String body) throws IOException {
    return api.call("PUT", CLAIMS + "/" + claim + "/report", body);
  }

  private RawResponse result(String claim, String body) throws IOException {
    return api.call("PUT", CLAIMS + "/" + claim + "/result", body);
  }

  private Path file(JobId job, String rest) {
    return relay.top().resolve("webrelay_out/" + OwnedUuid.of(job) + rest);
  }

  private void awaitGone(JobId job) {
    while (Files.exists(file(job, ".job.json"))) {
      Thread.onSpinWait();
    }
  }

  private static void assertRefused(String why, RawResponse answer) {
    assertEquals(409, answer.status(), answer.body().toUtf8());
    assertTrue(answer.text("detail").contains(why), answer.text("detail"));
  }

  @Test
  void shouldTakeAJobReportAndEndIt() throws IOException {
    JobId job = relay.handOut();
    String claim = claimed("w1");
    assertTrue(Files.exists(file(job, ".job.json.claimed")), "no worker of files takes it too");
    assertEquals(new Json.Null(), ask("w2", WaitingRelay.KIND).json().get("claim"));
    assertEquals(new Json.Null(), ask("w1", "other").json().get("claim"));
    RawResponse taken = report(claim, HALF);
    assertEquals("{\"claim\":\"" + claim + "\",\"ended\":false,\"lease_s\":86400,\"number\":1}",
        taken.body().toUtf8().strip());
    assertEquals(new ProgressOf(0.5, "half", "at 5"), progress());
    assertEquals(200, result(claim, "{\"result\":{\"words\":2}}").status());
    awaitGone(job);
  }

  private record ProgressOf(double done, String word, String checkpoint) {}

  private ProgressOf progress() {
    var said = relay.progress();
    return new ProgressOf(said.done(), said.said().word(), said.said().checkpoint().toUtf8());
  }

  /** The answer to a request may be lost; a request may come twice, or late. */
  @Test
  void shouldAnswerWhatIsRepeatedAsBefore() throws IOException {
    JobId job = relay.handOut();
    String claim = claimed("w1");
    assertEquals(claim, ask("w1", WaitingRelay.KIND).text("claim"), "it may not know of it");
    RawResponse first = report(claim, HALF);
    assertEquals(first.body(), report(claim, HALF).body());
    assertEquals(new Json.Null(), ask("w1", WaitingRelay.KIND).json().get("claim"), "now it does");
    assertEquals(200, report(claim, "{\"number\":7,\"done\":0.7}").status());
    assertRefused("report 7 was taken before", report(claim, HALF));
    assertRefused("report 7 was taken before", report(claim, "{\"number\":7,\"done\":0.8}"));
    RawResponse ended = result(claim, "{\"result\":{\"words\":2}}");
    awaitGone(job);
    assertEquals(ended.body(), result(claim, "{\"result\":{\"words\":2}}").body());
    assertRefused("its result was taken", result(claim, "{\"result\":{\"words\":3}}"));
    assertRefused("its result was taken", report(claim, "{\"number\":8,\"done\":0.9}"));
  }

  @Test
  void shouldSayWhyAClaimIsItsWorkersNoMore() throws IOException {
    JobId silent = relay.handOut();
    String lost = claimed("w1");
    nowMs.addAndGet(86_400_000);
    relay.stir(silent);
    awaitGone(silent);
    assertRefused("nothing was heard of it for longer than its lease", report(lost, HALF));
    JobId back = relay.handOut();
    String called = claimed("w1");
    relay.callBack(back);
    awaitGone(back);
    assertRefused("called back", report(called, HALF));
    assertRefused("called back", result(called, "{\"result\":{}}"));
    relay.handOut();
    claimed("w2");
  }

  @Test
  void shouldNotKnowClaimsThatNobodyMade() throws IOException {
    JobId job = relay.handOut();
    while (!Files.exists(file(job, ".job.json"))) {
      Thread.onSpinWait();
    }
    Files.createFile(file(job, ".job.json.claimed"));
    for (String name : new String[]{OwnedUuid.of(job) + ".1", "x", ".", "..%2F..", "a.1"}) {
      assertEquals(404, report(name, HALF).status(), name);
      assertEquals(404, result(name, "{\"result\":{}}").status(), name);
    }
    assertEquals(new Json.Null(), ask("w1", WaitingRelay.KIND).json().get("claim"),
        "a worker of files has it");
  }

  /** The answer is no lie: what could not be laid down may be brought again. */
  @Test
  void shouldSayWhenTheDiskTakesNothing() throws IOException {
    JobId job = relay.handOut();
    String claim = claimed("w1");
    Path own = relay.top().resolve("node_only");
    Path away = Files.move(own, relay.top().resolve("away"));
    RawResponse full = result(claim, "{\"result\":{\"words\":2}}");
    assertEquals(507, full.status());
    assertEquals("urn:sheratan:problem:storage", full.text("type"));
    Files.move(away, own);
    assertEquals(200, report(claim, HALF).status(), "it still has the job");
    assertEquals(200, result(claim, "{\"result\":{\"words\":2}}").status());
    awaitGone(job);
  }

  @Test
  void shouldTakeAThousandReportsAndHandInFew() throws IOException {
    relay.handOut();
    String claim = claimed("w1");
    for (int number = 1; number <= 1_000; number++) {
      relay.desk().report(claim, number, WaitingRelay.at(number));
    }
    assertTrue(relay.handedIn() <= 1, "time stands still");
    assertEquals(200, report(claim, "{\"number\":1001,\"done\":1}").status());
  }

  @Test
  void shouldSayThatANodeGivesNothingToWorkersOutside() throws IOException {
    try (RunningApi none = new RunningApi(new FakeNode())) {
      RawResponse answer = none.post(CLAIMS, "{\"worker\":\"w1\",\"kinds\":[\"x\"]}");
      assertEquals(404, answer.status());
      assertFalse(answer.text("fix").isEmpty());
    }
  }
}
