package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
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
import org.sheratan.edge.http.door.HttpSettings;

/** Clients that take their time, by intent or not. */
class SlowClientTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private final FakeNode node = new FakeNode();

  private static HttpSettings quick() {
    return HttpSettings.loopback(0).withDeadlines(200, 200, 200, 200);
  }

  @Test
  void shouldAnswerWhileTwoHundredConnectionsAreHeldOpen() throws IOException {
    List<RawClient> slow = new ArrayList<>();
    try (RunningApi api = new RunningApi(node)) {
      for (int count = 0; count < 200; count++) {
        slow.add(api.connect().send("GET /healthz HTTP/1.1\r\nHost: local"));
      }
      for (int count = 0; count < 20; count++) {
        assertEquals(200, api.get("/api/v1/status").status());
        slow.get(count).close();
      }
      assertTrue(api.server().openConnections() <= HttpSettings.DEFAULT_MAX_CONNECTIONS);
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
  }

  @Test
  void shouldEndAHeadThatTricklesIn() throws IOException {
    try (RunningApi api = new RunningApi(node, quick()); RawClient client = api.connect()) {
      client.send("GET /healthz HTTP/1.1\r\n");
      RawResponse response = client.response();
      assertEquals(408, response.status());
      assertTrue(client.closedNow());
    }
  }

  @Test
  void shouldEndABodyThatDoesNotCome() throws IOException {
    try (RunningApi api = new RunningApi(node, quick()); RawClient client = api.connect()) {
      client.send(RawClient.request("POST", "/api/v1/jobs", "", "Content-Length: 10") + "{");
      assertEquals(408, client.response().status());
      assertTrue(client.closedNow());
    }
  }

  @Test
  void shouldCloseAnIdleConnectionWithoutAWord() throws IOException {
    try (RunningApi api = new RunningApi(node, quick()); RawClient client = api.connect()) {
      assertEquals(200, client.send(RawClient.request("GET", "/healthz", "")).response().status());
      assertTrue(client.closedNow());
    }
  }

  @Test
  void shouldCloseAClientThatDoesNotTakeItsResponse() throws IOException {
    node.answering(
        command -> command instanceof Command.ListJobs ? Optional.of(manyJobs(1_000)) : Optional.empty());
    try (RunningApi api = new RunningApi(node, quick()); RawClient client = api.connect()) {
      client.send(RawClient.request("GET", "/api/v1/jobs?limit=1000", ""));
      Await.until(() -> !node.asked().isEmpty());
      Await.until(() -> api.server().openConnections() == 0);
    }
  }

  private static Answer manyJobs(int jobCount) {
    List<Job> jobs = new ArrayList<>();
    for (int count = 1; count <= jobCount; count++) {
      Job job = FakeNode.job(count, JobState.PENDING);
      jobs.add(new Job(job.id(), job.spec(), job.state(), 0, 0, 0, job.worker(), 0, job.progress(),
          "x".repeat(20_000),
          job.result(), job.receipt(), 0, 0, 0, 0, List.of(), job.notes()));
    }
    return new Answer.Jobs(jobs, Optional.empty());
  }

  @Test
  void shouldAnswerWhileEveryPlaceIsHeldByAClientThatTakesNothing() throws IOException {
    HttpSettings patient = HttpSettings.loopback(0).withLimits(4, 1024).withDeadlines(600_000, 600_000,
        600_000, 600_000);
    List<RawClient> deaf = new ArrayList<>();
    node.answering(
        command -> command instanceof Command.ListJobs ? Optional.of(manyJobs(100)) : Optional.empty());
    try (RunningApi api = new RunningApi(node, patient)) {
      for (int count = 0; count < 4; count++) {
        deaf.add(new RawClient(api.server().address().getPort(), 1_024)
            .send(RawClient.request("GET", "/api/v1/jobs?limit=1000", "")));
      }
      Await.until(
          () -> node.asked().stream().filter(Command.ListJobs.class::isInstance).count() == 4);
      Await.until(() -> answers(api));
    } finally {
      for (RawClient client : deaf) {
        client.close();
      }
    }
  }

  private static boolean answers(RunningApi api) {
    try {
      return api.get("/healthz").status() == 200;
    } catch (IOException crowded) {
      return false;
    }
  }

  @Test
  void shouldTakeThePlaceOfWhoHasMostOfThem() throws IOException {
    try (RunningApi api = new RunningApi(node, HttpSettings.loopback(0).withLimits(8, 1024));
        RawClient quiet = api.connect()) {
      quiet.send("GET /healthz HTTP/1.1\r\n");
      Await.until(() -> api.server().openConnections() == 1);
      List<RawClient> crowd = new ArrayList<>();
      for (int count = 0; count < 12; count++) {
        crowd.add(from("127.0.0.2", api.server().address().getPort()).send("GET /"));
      }
      // Comes in behind all of them.
      assertEquals(200, api.get("/healthz").status());
      assertEquals(200, quiet.send("Host: localhost\r\n\r\n").response().status());
      for (RawClient client : crowd) {
        client.close();
      }
    }
  }

  private static RawClient from(String address, int port) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(address, 0));
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    return new RawClient(socket);
  }

  @Test
  void shouldSayWhenAllConnectionsAreReallyInUse() throws IOException {
    node.silent();
    try (RunningApi api = new RunningApi(node, HttpSettings.loopback(0).withLimits(2, 1024));
        RawClient first = api.connect();
        RawClient second = api.connect()) {
      first.send(RawClient.request("GET", "/api/v1/status", ""));
      second.send(RawClient.request("GET", "/api/v1/status", ""));
      Await.until(() -> node.asked().size() == 2);
      RawResponse third = api.get("/healthz");
      assertEquals(503, third.status());
      assertEquals("1", third.header("retry-after"));
      assertEquals("too-many-connections", third.code());
    }
  }

  @Test
  void shouldGiveTheOldestWaitingPlaceToANewcomer() throws IOException {
    try (RunningApi api = new RunningApi(node, HttpSettings.loopback(0).withLimits(1, 1024));
        RawClient idle = api.connect()) {
      idle.send("GET /");
      Await.until(() -> api.server().openConnections() == 1);
      assertEquals(200, api.get("/healthz").status());
      assertTrue(idle.closedNow());
    }
  }

  @Test
  void shouldAnswerWhenTheNodeIsSilent() throws IOException {
    node.silent();
    try (RunningApi api = new RunningApi(node, HttpSettings.loopback(0).withWaits(100, 1_000))) {
      RawResponse response = api.get("/api/v1/status");
      assertEquals(504, response.status());
      assertEquals("timeout", response.code());
      assertEquals(503, api.get("/readyz").status());
      assertEquals(503, api.get("/healthz").status());
    }
  }

  @Test
  void shouldEndLongPollsWhenItCloses() throws IOException {
    node.put(FakeNode.job(1, JobState.WORKING));
    RunningApi api = new RunningApi(node);
    try (RawClient client = api.connect()) {
      client.send(RawClient.request("GET", "/api/v1/jobs/" + FakeNode.jobId(1) + "?wait=60", ""));
      Await.until(() -> !node.asked().isEmpty());
      Assertions.assertTimeout(LONG.dividedBy(2), api::close);
    }
  }
}
