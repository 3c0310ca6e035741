package org.sheratan.edge.http.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;

/** ETags of jobs, and what is done only where they hold (RFC 9110, section 13). */
class JobTagsTest {
  private static final String PAUSED = "{\"kind\":\"read_file\",\"params\":{\"path\":\"/data/x\"}}";
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  private static String path(long sequence) {
    return "/api/v1/jobs/" + FakeNode.jobId(sequence);
  }

  @Test
  void shouldTellWhetherAJobHasChangedAndNotThatItGrewOlder() throws IOException {
    Job working = FakeNode.job(1, JobState.WORKING);
    node.put(working);
    String tag = api.get(path(1)).header("etag");
    assertTrue(tag.matches("\"[0-9a-f]{32}\""), tag);
    node.put(working.aged(99_000));
    for (String known : List.of(tag, "*", "W/" + tag, "\"other\", " + tag)) {
      RawResponse same = api.call("GET", path(1), "", "If-None-Match: " + known);
      assertEquals(304, same.status(), known);
      assertEquals(tag, same.header("etag"));
      assertEquals(0, same.body().length());
    }
    assertEquals(200, api.call("GET", path(1), "", "If-None-Match: W/\"x\"").status());
    node.put(FakeNode.job(1, JobState.COMPLETED));
    RawResponse ended = api.call("GET", path(1), "", "If-None-Match: " + tag);
    assertEquals(200, ended.status());
    assertNotEquals(tag, ended.header("etag"));
  }

  @Test
  void shouldCancelOnlyTheJobThatWasSeen() throws IOException {
    node.put(FakeNode.job(1, JobState.PENDING));
    String seen = api.get(path(1)).header("etag");
    node.put(FakeNode.job(1, JobState.WORKING));
    RawResponse changed = api.post(path(1) + "/cancel", "{}", "If-Match: " + seen);
    assertEquals(412, changed.status());
    assertEquals("urn:sheratan:problem:changed", changed.text("type"));
    assertEquals("sheratan job show " + FakeNode.jobId(1), changed.text("fix"));
    assertTrue(node.asked().stream().noneMatch(Command.Cancel.class::isInstance));
    RawResponse now = api.get(path(1));
    assertEquals(412, api.post(path(1) + "/cancel", "{}", "If-Match: W/" + now.header("etag")).status(),
        "a weak one does not do for a change");
    RawResponse cancelled = api.post(path(1) + "/cancel", "{}", "If-Match: " + now.header("etag"));
    assertEquals(200, cancelled.status(), cancelled.body().toUtf8());
    assertEquals("cancelled", cancelled.text("state"));
    assertEquals(cancelled.header("etag"), api.get(path(1)).header("etag"));
    assertEquals(404, api.post(path(9) + "/cancel", "{}", "If-Match: " + seen).status());
  }

  @Test
  void shouldDecideOnlyAboutTheHeldJobThatWasSeen() throws IOException {
    RawResponse held = api.post("/api/v1/jobs", PAUSED);
    String way = "/api/v1/gate/held/" + held.text("id") + "/approve";
    assertEquals(412, api.post(way, "{\"reason\":\"x\"}", "If-Match: \"" + "0".repeat(32) + "\"").status());
    RawResponse approved = api.post(way, "{\"reason\":\"x\"}", "If-Match: " + held.header("etag"));
    assertEquals("pending", approved.text("state"));
    assertEquals(412, api.post(way, "{\"reason\":\"x\"}", "If-Match: " + held.header("etag")).status());
  }

  @Test
  void shouldRequeueOnlyTheDeadLetterThatWasSeen() throws IOException {
    node.put(FakeNode.job(1, JobState.FAILED));
    String tag = api.get(path(1)).header("etag");
    assertEquals(412, api.post(path(1) + "/requeue", "{}", "If-Match: \"x\"").status());
    assertEquals(201, api.post(path(1) + "/requeue", "{}", "If-Match: " + tag).status());
  }

  /** Between the API's look and the node's act something may happen; the node compares again. */
  @Test
  void shouldAnswer412WhereTheNodeFindsItChanged() throws IOException {
    node.put(FakeNode.job(1, JobState.PENDING));
    String tag = api.get(path(1)).header("etag");
    node.answering(command -> command instanceof Command.IfUnchanged
        ? Optional.of(new Answer.Refused(Answer.Reason.CHANGED, "job x has changed: it is working", ""))
        : Optional.empty());
    RawResponse late = api.post(path(1) + "/cancel", "{}", "If-Match: " + tag);
    assertEquals(412, late.status());
    assertEquals("job x has changed: it is working", late.text("detail"));
    assertEquals(200, api.post(path(1) + "/cancel", "{}", "If-Match: *").status(),
        "it is there: that is all *");
  }
}
