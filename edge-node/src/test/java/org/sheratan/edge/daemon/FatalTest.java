package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

class FatalTest {
  @Test
  void shouldEndTheProcessWhenAThreadDies() throws InterruptedException {
    List<Integer> statuses = new ArrayList<>();
    try (Threads threads = new Threads(new Fatal(statuses::add))) {
      threads.start("node", () -> {
        throw new AssertionError("a bug");
      }).join();
    }
    assertEquals(List.of(1), statuses);
  }

  @Test
  void shouldEndTheProcessWhenAPeriodicTaskDies() {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    try (Threads threads = new Threads(new Fatal(status::complete))) {
      threads.every(1, () -> {
        throw new IllegalStateException("a bug");
      });
      assertEquals(1, status.join());
    }
  }

  @Test
  void shouldOutliveABrokenTool() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (Threads threads = new Threads(new Fatal(statuses::add))) {
      threads.tools().execute(() -> {
        throw new IllegalStateException("a bug met by one job");
      });
      assertEquals("alive", threads.tools().submit(() -> "alive").get());
    }
    assertEquals(List.of(), statuses);
  }

  @Test
  void shouldEndTheProcessWhenMemoryIsOut() {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    try (Threads threads = new Threads(new Fatal(status::complete))) {
      threads.tools().execute(() -> {
        throw new OutOfMemoryError("as if");
      });
      assertEquals(1, status.join());
    }
  }

  @Test
  void shouldOutliveABrokenConnection() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (Threads threads = new Threads(new Fatal(statuses::add))) {
      threads.connections().execute(() -> {
        throw new IllegalStateException("a bug met by one caller");
      });
      assertEquals("alive", threads.connections().submit(() -> "alive").get());
    }
    assertEquals(List.of(), statuses);
  }
}
