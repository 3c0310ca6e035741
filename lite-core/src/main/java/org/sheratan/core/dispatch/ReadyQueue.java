package org.sheratan.core.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.JobId;
import org.sheratan.radio.frame.Priority;

/** Jobs waiting for an auction: highest priority first, then in order of acceptance; some only after a pause. */
final class ReadyQueue {
  private final TreeSet<Entry> ready = new TreeSet<>(
      Comparator.comparing(Entry::priority).reversed().thenComparing(Entry::job));
  private final Agenda<JobId> paused = new Agenda<>();

  private record Entry(Priority priority, JobId job) {}

  void now(LiveJob job) {
    ready.add(entry(job));
  }

  void later(LiveJob job, long atMs) {
    paused.at(atMs, job.id());
  }

  void remove(LiveJob job) {
    ready.remove(entry(job));
    paused.clear(job.id());
  }

  /** The next job; it is no longer in the queue. */
  Optional<JobId> take() {
    return Optional.ofNullable(ready.pollFirst()).map(Entry::job);
  }

  /** Pauses that end at {@code nowMs}. */
  List<JobId> due(long nowMs) {
    return paused.due(nowMs);
  }

  long nextDueMs() {
    return paused.nextDueMs();
  }

  private static Entry entry(LiveJob job) {
    return new Entry(job.job().spec().priority(), job.id());
  }
}
