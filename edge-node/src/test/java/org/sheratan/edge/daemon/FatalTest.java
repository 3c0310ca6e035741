package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

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

  /** As with a full heap: the process stayed, without its node, and said that it was alive. */
  @Test
  void shouldHaltThoughNoClassCanBeLoaded() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    FullHeap heap = new FullHeap();
    Constructor<?> made = heap.loadClass(Fatal.class.getName()).getDeclaredConstructor(IntConsumer.class);
    made.setAccessible(true);
    Thread.UncaughtExceptionHandler fatal = (Thread.UncaughtExceptionHandler) made
        .newInstance((IntConsumer) statuses::add);
    heap.full = true;
    fatal.uncaughtException(Thread.currentThread(), new OutOfMemoryError("as if"));
    assertEquals(List.of(1), statuses);
  }

  /** Loads classes of the daemon's room anew, until it is full. */
  private static final class FullHeap extends ClassLoader {
    private static final String ROOM = Fatal.class.getPackageName() + ".";
    private boolean full;

    FullHeap() {
      super(FatalTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      if (full) {
        throw new NoClassDefFoundError(name);
      }
      if (!name.startsWith(ROOM)) {
        return super.loadClass(name, resolve);
      }
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] code = file.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
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
