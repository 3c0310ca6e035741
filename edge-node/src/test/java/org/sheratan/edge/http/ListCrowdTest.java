package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.Test;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.door.AnswerRoom;

/** Readers of long pages, more at once than the memory has room for. */
class ListCrowdTest {
  private static final int READERS = 32;
  private static final int AT_ONCE = 4;
  private static final List<String> PAGES = List.of("/api/v1/jobs?limit=1000",
      "/api/v1/gate/held?limit=1000");

  private final FakeNode node = new FakeNode();
  /** Pages that the node is to make in a turn to come. */
  private final BlockingQueue<CompletableFuture<Answer>> asked = new LinkedBlockingQueue<>();

  private CompletableFuture<Answer> ask(Command command) {
    if (command instanceof Command.ListJobs || command instanceof Command.ListHeld) {
      CompletableFuture<Answer> page = new CompletableFuture<>();
      asked.add(page);
      return page;
    }
    return node.ask(command);
  }

  /** A token that only reads was enough to end it. */
  @Test
  void shouldGoOnWithTurnsUnderThirtyTwoReadersOfFullPages() throws Exception {
    try (RunningApi api = new RunningApi(this::ask);
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      String reader = api.bearer(Scope.READ);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int count = 0; count < READERS; count++) {
        String page = PAGES.get(count % PAGES.size());
        answers.add(readers.submit(() -> api.call("GET", page, "", reader).status()));
      }
      List<CompletableFuture<Answer>> making = new ArrayList<>();
      for (int first = 0; first < AT_ONCE; first++) {
        making.add(asked.take());
      }
      while (AnswerRoom.KIB.getQueueLength() + answers.stream().filter(Future::isDone).count() < READERS
          - AT_ONCE) {
        Thread.onSpinWait();
      }
      assertEquals(200, api.get("/api/v1/status").status(), "a turn for others");
      assertTrue(asked.isEmpty(), "no fifth page is asked for while four are made");
      making.forEach(ListCrowdTest::answer);
      readers.submit(() -> {
        while (true) {
          answer(asked.take());
        }
      });
      for (Future<Integer> answered : answers) {
        assertTrue(List.of(200, 503).contains(answered.get()), "answered " + answered.get());
      }
      readers.shutdownNow();
    }
  }

  private static void answer(CompletableFuture<Answer> page) {
    page.complete(new Answer.Jobs(List.of(), Optional.empty()));
  }
}
