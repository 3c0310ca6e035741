package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.frame.Priority;

class ReadyQueueTest {
  private final ReadyQueue queue = new ReadyQueue();

  private static LiveJob job(long sequence, Priority priority) {
    return new LiveJob(DispatchFixtures.job(DispatchFixtures.id(sequence), priority, 60_000), 0, 0);
  }

  @Test
  void shouldServeTheHighestPriorityThenTheOldest() {
    queue.now(job(3, Priority.NORMAL));
    queue.now(job(2, Priority.NORMAL));
    queue.now(job(4, Priority.EMERGENCY));
    queue.now(job(1, Priority.BULK));
    for (long sequence : new long[]{4, 2, 3, 1}) {
      assertEquals(Optional.of(DispatchFixtures.id(sequence)), queue.take());
    }
    assertFalse(queue.take().isPresent());
  }

  @Test
  void shouldHoldPausedJobsUntilTheirTime() {
    LiveJob job = job(1, Priority.NORMAL);
    queue.later(job, 500);
    assertFalse(queue.take().isPresent());
    assertEquals(500, queue.nextDueMs());
    assertEquals(List.of(DispatchFixtures.id(1)), queue.due(500));
    assertEquals(Long.MAX_VALUE, queue.nextDueMs());
  }

  @Test
  void shouldForgetAnEndedJobWaitingOrPaused() {
    LiveJob waiting = job(1, Priority.NORMAL);
    LiveJob paused = job(2, Priority.NORMAL);
    queue.now(waiting);
    queue.later(paused, 500);
    queue.remove(waiting);
    queue.remove(paused);
    assertFalse(queue.take().isPresent());
    assertEquals(List.of(), queue.due(1_000));
  }
}
