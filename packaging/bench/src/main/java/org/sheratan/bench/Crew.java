package org.sheratan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Many threads doing one thing over and over for a while. */
final class Crew {
  private Crew() {}

  /** One round of work; {@code count} is different each time. */
  interface Work {
    void once(int thread, long count) throws Exception;
  }

  /** Rounds per second over all threads. */
  static double perSecond(int threads, long forMs, Work work) throws Exception {
    AtomicLong done = new AtomicLong();
    AtomicLong counter = new AtomicLong();
    long start = System.nanoTime();
    long deadline = start + forMs * 1_000_000;
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int own = thread;
        running.add(executor.submit(() -> {
          while (System.nanoTime() < deadline) {
            work.once(own, counter.getAndIncrement());
            done.incrementAndGet();
          }
          return null;
        }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return done.get() * 1e9 / (System.nanoTime() - start);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
