package org.sheratan.edge.wiring;

import java.util.ArrayDeque;
import java.util.Deque;

import org.sheratan.edge.daemon.Log;

/** What has been set up so far, to be taken down in reverse: when the node stops, or when starting it fails. */
final class TakeDown {
  /** One part's end. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private record Named(String part, Step step) {}

  private final Deque<Named> steps = new ArrayDeque<>();

  void add(String part, Step step) {
    steps.push(new Named(part, step));
  }

  /** Every step runs, whatever became of the others. */
  void run() {
    while (!steps.isEmpty()) {
      Named named = steps.pop();
      try {
        named.step().run();
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      } catch (Exception failed) {
        Log.warn("stop-failed", "part", named.part(), "why", failed);
      }
    }
  }
}
