package org.sheratan.edge.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;

class WorkerBookTest {
  private final WorkerBook book = new WorkerBook();
  private long nowMs = 1_000;

  private void register(String id, long cost) {
    register(id, cost, "online");
  }

  private boolean register(String id, long cost, String status) {
    return book.onRegister(new WorkerBook.Entry(id, new TreeMap<>(Map.of("llm_call", cost)), status,
        Optional.empty(), Json.Obj.EMPTY), nowMs);
  }

  private String take() {
    return book.take("llm_call", nowMs).map(WorkerBook.Entry::id).orElse("");
  }

  private void end(String id, boolean well, long tookMs) {
    book.onEnd(id, tookMs, well, nowMs);
  }

  private WorkerBook.View view(String id) {
    return book.views(nowMs).stream().filter(view -> view.entry().id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void shouldAskTheCheapestOfEquals() {
    register("b", 10);
    register("a", 20);
    assertEquals("b", take());
    assertEquals("", book.take("other", nowMs).map(WorkerBook.Entry::id).orElse(""));
    register("a", 10);
    assertEquals("a", take(), "the smaller name");
  }

  @Test
  void shouldLearnFromResults() {
    register("a", 10);
    register("b", 10);
    end("a", false, 1_000);
    assertEquals("b", take());
    assertEquals(0.68, view("a").success(), 1e-9);
    end("b", true, 250);
    assertEquals(0.88, view("b").success(), 1e-9);
    assertEquals(650, view("b").latencyMs(), 1e-9);
    assertEquals(750, view("a").latencyMs(), "failures say nothing of how long work takes");
    assertEquals(1, view("b").jobs());
  }

  @Test
  void shouldGiveNobodyMoreThanThreeJobs() {
    register("a", 10);
    for (int count = 0; count < 3; count++) {
      assertEquals("a", take());
    }
    assertEquals("", take());
    book.onCalledBack("a", 100, false, nowMs);
    assertEquals("a", take());
    assertEquals(0, view("a").jobs(), "what was called back at once says nothing of the worker");
  }

  @Test
  void shouldTryAgainAfterTheCoolDownUnlikeTheOriginal() {
    register("a", 10);
    for (int count = 0; count < 3; count++) {
      assertEquals("a", take());
      end("a", false, 1);
    }
    assertEquals("", take());
    assertEquals(WorkerBook.COOL_DOWN_MS, view("a").coolsForMs());
    nowMs += WorkerBook.COOL_DOWN_MS - 1;
    register("a", 10);
    assertEquals("", take());
    nowMs++;
    assertEquals("a", take(), "the original never asks it again");
    end("a", false, 1);
    assertEquals("", take());
    nowMs += WorkerBook.COOL_DOWN_MS;
    register("a", 10);
    assertEquals("a", take());
    end("a", true, 1);
    assertEquals(0, view("a").failures());
  }

  /** Who said that it was there, and took nothing or died over it, was asked again and again. */
  @Test
  void shouldCoolDownWhoNeverAnswers() {
    register("a", 10);
    register("b", 10);
    for (int count = 0; count < 3; count++) {
      book.onCalledBack("a", WorkerBook.SILENT_MS, false, nowMs);
      book.onCalledBack("b", WorkerBook.SLOW_WORK_MS - 1, true, nowMs);
    }
    assertEquals(WorkerBook.COOL_DOWN_MS, view("a").coolsForMs());
    assertEquals(3, view("a").failures());
    assertEquals(0, view("a").jobs(), "there is no result of it");
    assertEquals(0, view("b").coolsForMs(), "it was at work");
    for (int count = 0; count < 3; count++) {
      book.onCalledBack("b", WorkerBook.SLOW_WORK_MS, true, nowMs);
    }
    assertEquals("", take());
  }

  @Test
  void shouldNotCountOnWhoIsSilentOrAway() {
    register("a", 10);
    nowMs += WorkerBook.STALE_MS;
    assertEquals("a", take());
    nowMs++;
    assertEquals("", take());
    assertTrue(view("a").stale());
    register("a", 10, "offline");
    assertEquals("", take());
    register("a", 10);
    assertEquals("a", take());
  }

  @Test
  void shouldBeBounded() {
    for (int count = 0; count < WorkerBook.MAX_WORKERS; count++) {
      assertTrue(register("w" + count, 1, "online"));
    }
    assertFalse(register("one more", 1, "online"));
    assertTrue(register("w7", 2, "online"), "a known one always may");
    nowMs += WorkerBook.STALE_MS + 1;
    assertTrue(register("one more", 1, "online"));
    assertEquals(WorkerBook.MAX_WORKERS, book.views(nowMs).size());
    book.onEnd("unknown", 1, true, nowMs);
    book.onCalledBack("unknown", 1, true, nowMs);
  }
}
