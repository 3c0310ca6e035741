package org.sheratan.edge.http.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.sheratan.core.node.Answer;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;

class HealthPathsTest {
  private static final CompletableFuture<Answer> BUSY = CompletableFuture.completedFuture(
      new Answer.Refused(Answer.Reason.BUSY, "too many requests are waiting for the node", "try again"));

  @Test
  void shouldCallANodeAliveThatTakesNoJobs() throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode().degraded())) {
      assertEquals(200, api.get("/healthz").status());
      assertEquals(503, api.get("/readyz").status());
    }
  }

  /** As after its thread had died of a full heap. */
  @Test
  void shouldCallNoNodeAliveThatTakesNoTurns() throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode().silent(),
        HttpSettings.loopback(0).withWaits(20, 20))) {
      RawResponse answer = api.call("GET", "/healthz", "", "Authorization:");
      assertEquals(503, answer.status());
      assertEquals("{\"alive\":false}\n", answer.body().toUtf8());
    }
  }

  /** A flood of requests had a watchdog start a healthy node anew. */
  @Test
  void shouldCallANodeAliveThatIsAskedForTooMuchAtOnce() throws IOException {
    FakeNode node = new FakeNode();
    AtomicInteger full = new AtomicInteger(3);
    try (RunningApi api = new RunningApi(
        command -> full.getAndDecrement() > 0 ? BUSY : node.ask(command))) {
      assertEquals(200, api.get("/healthz").status());
    }
  }

  /** What waits for a thread that is dead is never taken away. */
  @Test
  void shouldCallNoNodeAliveThatStaysFull() throws IOException {
    try (RunningApi api = new RunningApi(command -> BUSY, HttpSettings.loopback(0).withWaits(120, 20))) {
      assertEquals(503, api.get("/healthz").status());
    }
  }
}
