package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.radio.frame.Priority;

class ReadyQueueTest {
  private final ReadyQueue queue = new ReadyQueue();

  private static LiveJob job(long sequence, Priority priority) {
    return job(sequence, priority, 0);
  }

  private static LiveJob job(long sequence, Priority priority, long acceptedAtMs) {
    return new LiveJob(DispatchFixtures.job(DispatchFixtures.id(sequence), priority, 60_000), 0,
        acceptedAtMs);
  }

  @Test
  void shouldServeTheHighestPriorityThenTheOldest() {
    queue.now(job(3, Priority.NORMAL));
    queue.now(job(2, Priority.NORMAL));
    queue.now(job(4, Priority.EMERGENCY));
    queue.now(job(1, Priority.BULK));
    for (long sequence : new long[]{4, 2, 3, 1}) {
      assertEquals(Optional.of(DispatchFixtures.id(sequence)), queue.take(any -> true));
    }
    assertFalse(queue.take(any -> true).isPresent());
  }

  @Test
  void shouldLetAJobRiseByWhatItWaited() {
    long ahead = ReadyQueue.headStartMs(Priority.HIGH) - ReadyQueue.headStartMs(Priority.NORMAL);
    queue.now(job(1, Priority.NORMAL, 0));
    queue.now(job(2, Priority.HIGH, ahead + 1));
    queue.now(job(3, Priority.HIGH, ahead));
    assertEquals(Optional.of(DispatchFixtures.id(3)), queue.take(any -> true),
        "as early, and of a higher priority");
    assertEquals(Optional.of(DispatchFixtures.id(1)), queue.take(any -> true),
        "it waited longer than the head start");
    assertEquals(Optional.of(DispatchFixtures.id(2)), queue.take(any -> true));
  }

  @Test
  void shouldCountFromWhenAJobCouldBeginRatherThanFromWhenItWasAccepted() {
    LiveJob waited = job(1, Priority.NORMAL, 0);
    waited.become(JobMachine.step(waited.job(), new JobEvent.Released(9_000), true).job());
    queue.now(waited);
    queue.now(job(2, Priority.NORMAL, 8_999));
    assertEquals(Optional.of(DispatchFixtures.id(2)), queue.take(any -> true));
  }

  /** One job is served a second, and the stream alone would fill every one of them. */
  @Test
  void neverStarvesAJobUnderAStreamOfHigherPriority() {
    for (Priority low : List.of(Priority.BULK, Priority.NORMAL, Priority.HIGH)) {
      for (Priority stream : Priority.values()) {
        long waitedMs = servedUnder(stream, low);
        long disadvantageMs = ReadyQueue.headStartMs(stream) - ReadyQueue.headStartMs(low);
        assertTrue(waitedMs <= Math.max(0, disadvantageMs) + 1_000,
            low + " waited " + waitedMs + " ms under " + stream);
      }
    }
  }

  private long servedUnder(Priority stream, Priority low) {
    ReadyQueue streamed = new ReadyQueue();
    JobId waiting = DispatchFixtures.id(1);
    streamed.now(job(1, low, 0));
    for (long nowMs = 0;; nowMs += 1_000) {
      streamed.now(job(2 + nowMs, stream, nowMs));
      if (streamed.take(any -> true).orElseThrow().equals(waiting)) {
        return nowMs;
      }
    }
  }

  @Test
  void shouldHoldPausedJobsUntilTheirTime() {
    LiveJob job = job(1, Priority.NORMAL);
    queue.later(job, 500);
    assertFalse(queue.take(any -> true).isPresent());
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
    assertFalse(queue.take(any -> true).isPresent());
    assertEquals(List.of(), queue.due(1_000));
  }
}
