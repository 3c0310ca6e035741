package org.sheratan.edge.http.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.Await;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawClient;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;

/** Listening on a real connection. */
class EventPathsTest {
  private final FakeNode node = new FakeNode();

  private static RawClient listen(RunningApi api, String... headers) throws IOException {
    return api.connect().send(RawClient.request("GET", "/api/v1/events", "", headers));
  }

  /** The lines up to, and without, the next empty one. */
  private static List<String> next(RawClient client) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = client.line(); !line.isEmpty(); line = client.line()) {
      lines.add(line);
    }
    return lines;
  }

  /** Reads until there is an event with that in one of its lines. */
  private static List<String> until(RawClient client, String part) throws IOException {
    List<String> event = next(client);
    while (event.stream().noneMatch(line -> line.contains(part))) {
      event = next(client);
    }
    return event;
  }

  @Test
  void shouldTellANewcomerHowEverythingStandsAndThenWhatChanges() throws IOException {
    try (RunningApi api = new RunningApi(node); RawClient client = listen(api)) {
      List<String> head = next(client);
      assertEquals("HTTP/1.1 200 OK", head.getFirst());
      assertTrue(head.contains("Content-Type: text/event-stream"));
      assertTrue(head.contains("Cache-Control: no-store"));
      assertTrue(head.contains("Connection: close"));
      assertEquals(List.of("event: reset", "data: {}"), next(client));
      assertTrue(until(client, "event: status").get(2).startsWith("data: {"));
      node.put(FakeNode.job(1, JobState.WORKING));
      List<String> job = until(client, "event: job");
      assertTrue(job.get(0).matches("id: [0-9a-z.-]+-[0-9]+"), job.get(0));
      assertTrue(job.get(2).contains("\"state\":\"working\""));
    }
  }

  @Test
  void shouldGoOnWhereAListenerWas() throws IOException {
    node.put(FakeNode.job(1, JobState.WORKING));
    try (RunningApi api = new RunningApi(node)) {
      String id;
      try (RawClient client = listen(api)) {
        id = until(client, "event: job").getFirst().substring("id: ".length());
      }
      node.put(FakeNode.job(2, JobState.PENDING));
      try (RawClient client = listen(api, "Last-Event-ID: " + id)) {
        next(client);
        List<String> first = next(client);
        while (!first.contains("event: job")) {
          assertFalse(first.contains("event: reset"));
          first = next(client);
        }
        assertTrue(first.get(2).contains(FakeNode.jobId(2).toString()), "the first job is known already");
      }
    }
  }

  @Test
  void shouldStartAnewWhereItCannotGoOn() throws IOException {
    try (RunningApi api = new RunningApi(node)) {
      for (String id : List.of("0.0-5", "nonsense", "-", "1.1-99999999999999999")) {
        try (RawClient client = listen(api, "Last-Event-ID: " + id)) {
          next(client);
          assertEquals(List.of("event: reset", "data: {}"), next(client), id);
        }
      }
    }
  }

  @Test
  void shouldOnlyAnswerTheHeadWhenAskedForIt() throws IOException {
    try (RunningApi api = new RunningApi(node)) {
      RawResponse head = api.call("HEAD", "/api/v1/events", "");
      assertEquals(200, head.status());
      assertEquals("text/event-stream", head.header("content-type"));
      assertEquals(401, api.call("GET", "/api/v1/events", "", "Authorization: Bearer no").status());
    }
  }

  @Test
  void shouldLetOnlyAQuarterOfTheConnectionsListen() throws IOException {
    try (RunningApi api = new RunningApi(node, HttpSettings.loopback(0).withLimits(8, 1024));
        RawClient two = listen(api)) {
      RawClient one = listen(api);
      until(one, "event: status");
      until(two, "event: status");
      RawResponse third = api.get("/api/v1/events");
      assertEquals(503, third.status());
      assertEquals("too-many-listeners", third.code());
      assertEquals(200, api.get("/api/v1/status").status());
      one.close();
      Await.until(() -> listens(api));
    }
  }

  private static boolean listens(RunningApi api) {
    try (RawClient client = listen(api)) {
      return client.line().endsWith(" 200 OK");
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void shouldCutAListenerThatNeverReads() throws IOException {
    node.answering(
        command -> command instanceof Command.ListJobs ? Optional.of(largeJobs()) : Optional.empty());
    HttpSettings quick = HttpSettings.loopback(0).withDeadlines(5_000, 5_000, 5_000, 200);
    try (RunningApi api = new RunningApi(node, quick); RawClient deaf = new RawClient(api.port(), 1024)) {
      deaf.send(RawClient.request("GET", "/api/v1/events", ""));
      Await.until(() -> node.asked().stream().anyMatch(Command.ListJobs.class::isInstance));
      assertEquals(200, api.get("/api/v1/status").status());
      Await.until(() -> api.server().openConnections() == 0);
    }
  }

  /** A browser that was left somewhere must not go on reading people's messages. */
  @Test
  void shouldEndAStreamWithItsSession() throws Exception {
    String[] page = {"Host: localhost:8081", "Origin: http://localhost:8081", "X-Sheratan-Page: 1",
        "Authorization: none"};
    try (RunningApi api = new RunningApi(node)) {
      api.access().setPassword("correct horse", api.access().passwordsSet());
      RawResponse in = bare(api, "POST", "/api/v1/session", "{\"password\":\"correct horse\"}", page);
      String cookie = "Cookie: " + in.header("set-cookie").split(";")[0];
      try (RawClient client = api.connect().send(without(RawClient.request("GET", "/api/v1/events", "",
          "Host: localhost:8081", "Authorization: none", cookie)))) {
        until(client, "event: status");
        bare(api, "DELETE", "/api/v1/session", "", page[0], page[1], page[2], page[3], cookie);
        assertThrows(EOFException.class, () -> until(client, "event: no-such"));
      }
    }
  }

  private static RawResponse bare(RunningApi api, String method, String target, String body,
      String... headers) throws IOException {
    try (RawClient client = api.connect()) {
      return client.send(without(RawClient.request(method, target, body, headers))).response();
    }
  }

  private static String without(String request) {
    return request.replaceFirst("Authorization: [^\r]*\r\n", "");
  }

  @Test
  void shouldEndStreamsWhenItCloses() throws IOException {
    RunningApi api = new RunningApi(node);
    try (RawClient client = listen(api)) {
      until(client, "event: status");
      Assertions.assertTimeout(Duration.ofSeconds(20), api::close);
    }
  }

  private int turn;

  /** Other ones each time, a megabyte in all. */
  private synchronized Answer largeJobs() {
    turn++;
    List<Job> jobs = new ArrayList<>();
    for (int count = 1; count <= 50; count++) {
      Job job = FakeNode.job(count, JobState.PENDING);
      jobs.add(new Job(job.id(), job.spec(), job.state(), 0, 0, 0, job.worker(), 0, job.progress(),
          turn + "x".repeat(20_000), job.result(), job.receipt(), 0, 0, 0, 0, List.of(), job.notes()));
    }
    return new Answer.Jobs(jobs, Optional.empty());
  }
}
