package org.sheratan.kernel;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Things to do later, run by whoever polls: earliest first, then in the order they were set. */
public final class Timers {
  private final PriorityQueue<Timer> queue = new PriorityQueue<>(
      Comparator.comparingLong((Timer timer) -> timer.dueMs).thenComparingLong(timer -> timer.order));
  private long nextOrder;

  /** Handle to one pending action. */
  public static final class Timer {
    private final long dueMs;
    private final long order;
    private Runnable action;

    private Timer(long dueMs, long order, Runnable action) {
      this.dueMs = dueMs;
      this.order = order;
      this.action = action;
    }

    public long dueMs() {
      return dueMs;
    }

    public void cancel() {
      action = null;
    }
  }

  public Timer at(long dueMs, Runnable action) {
    Timer timer = new Timer(dueMs, nextOrder++, action);
    queue.add(timer);
    return timer;
  }

  /** Runs everything due at {@code nowMs}, including what those actions set for now. */
  public void runDue(long nowMs) {
    while (!queue.isEmpty() && queue.peek().dueMs <= nowMs) {
      Runnable action = queue.poll().action;
      if (action != null) {
        action.run();
      }
    }
  }

  /** When to poll again; {@link Long#MAX_VALUE} when nothing is pending. */
  public long nextDueMs() {
    while (!queue.isEmpty() && queue.peek().action == null) {
      queue.poll();
    }
    return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().dueMs;
  }
}
