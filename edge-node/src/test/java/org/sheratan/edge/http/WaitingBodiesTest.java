package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;

/** Requests with long bodies that wait: others are not to wait for them. */
class WaitingBodiesTest {
  private static final String DURABLE = "{\"kind\":\"ping\",\"durability\":2}";

  @TempDir
  Path folder;
  private final FakeNode node = new FakeNode();
  /** Those whose heirs have not answered. */
  private final BlockingQueue<CompletableFuture<Answer>> offered = new LinkedBlockingQueue<>();

  private CompletableFuture<Answer> ask(Command command) {
    if (command instanceof Command.Submit submit && submit.spec().notes().durability() > 1) {
      CompletableFuture<Answer> waits = new CompletableFuture<>();
      offered.add(waits);
      return waits;
    }
    return node.ask(command);
  }

  private static String padded(String body, int length) {
    return body + " ".repeat(length - body.length());
  }

  @Test
  void shouldTakeWorkWhileOtherWorkWaitsForItsHeirs() throws Exception {
    try (RunningApi api = new RunningApi(this::ask);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> durable = new ArrayList<>();
      List<CompletableFuture<Answer>> waiting = new ArrayList<>();
      for (int count = 0; count < 8; count++) {
        durable.add(callers.submit(() -> api.post("/api/v1/jobs", padded(DURABLE, 16_000)).status()));
        waiting.add(offered.take());
      }
      assertEquals(201, api.post("/api/v1/jobs", padded("{\"kind\":\"ping\"}", 16_000)).status());
      waiting.forEach(one -> one.complete(new Answer.Refused(Answer.Reason.NO_SECOND_COPY, "nobody", "")));
      for (Future<Integer> one : durable) {
        assertEquals(503, one.get());
      }
    }
  }

  @Test
  void shouldTakeClaimsWhileOtherWorkersWaitForJobs() throws Exception {
    String body = "{\"worker\":\"w%d\",\"kinds\":[\"" + WaitingRelay.KIND + "\"]}";
    try (WaitingRelay relay = new WaitingRelay(folder, RunningApi.CLOCK);
        RunningApi api = new RunningApi(node, relay.desk());
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> waiting = new ArrayList<>();
      for (int number = 0; number < 3; number++) {
        String mine = padded(String.format(body, number), 60_000);
        waiting.add(workers.submit(() -> api.post("/api/v1/relay/claims?wait=60", mine).status()));
      }
      assertEquals(200, api.post("/api/v1/relay/claims",
          padded(String.format(body, 7), 20_000)).status());
      for (int number = 0; number < 3; number++) {
        relay.handOut();
      }
      for (Future<Integer> one : waiting) {
        assertEquals(200, one.get());
      }
    }
  }
}
