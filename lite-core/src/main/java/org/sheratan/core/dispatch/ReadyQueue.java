package org.sheratan.core.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.ClientWords;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.radio.frame.Priority;

/**
 * Jobs waiting for an auction, some only after a pause. A priority is a head start in time: a job's turn is when it
 * could first begin, less that. Earlier turns go first, so that every job rises while it waits, and is overtaken only
 * by what came within its disadvantage. Where it stands among the others never changes, hence sorted sets.
 *
 * <pre>
 * priority    head start
 * bulk        0
 * normal      5 min
 * high        10 min
 * critical    15 min: high, in the words of a client of the original's API
 * emergency   60 min
 * </pre>
 */
final class ReadyQueue {
  private static final long MINUTE_MS = 60_000;
  private static final long CRITICAL_MS = 5 * MINUTE_MS;
  private static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::turnMs)
      .thenComparing(Entry::priority, Comparator.reverseOrder()).thenComparing(Entry::job);
  private static final Comparator<Head> HEADS = Comparator.comparing(Head::first, ORDER);
  private final Map<Lane, TreeSet<Entry>> ready = new TreeMap<>();
  /** The first of each lane. */
  private final TreeSet<Head> heads = new TreeSet<>(HEADS);
  private final Agenda<JobId> paused = new Agenda<>();

  /**
   * Jobs that nobody needs to tell apart when asking whether there is room for one.
   *
   * @param kind as {@link Crowds#alike} puts it
   */
  record Lane(Origin source, String kind) implements Comparable<Lane> {
    private static Lane of(LiveJob job) {
      return new Lane(job.job().notes().origin(), Crowds.alike(job.job().spec()));
    }

    @Override
    public int compareTo(Lane other) {
      int bySource = source.compareTo(other.source);
      return bySource != 0 ? bySource : kind.compareTo(other.kind);
    }
  }

  private record Entry(long turnMs, Priority priority, JobId job) {}

  private record Head(Entry first, Lane lane) {}

  void now(LiveJob job) {
    Lane lane = Lane.of(job);
    change(lane, waiting -> waiting.add(entry(job)));
  }

  private void change(Lane lane, Consumer<TreeSet<Entry>> how) {
    TreeSet<Entry> waiting = ready.computeIfAbsent(lane, first -> new TreeSet<>(ORDER));
    if (!waiting.isEmpty()) {
      heads.remove(new Head(waiting.first(), lane));
    }
    how.accept(waiting);
    if (waiting.isEmpty()) {
      ready.remove(lane);
    } else {
      heads.add(new Head(waiting.first(), lane));
    }
  }

  void later(LiveJob job, long atMs) {
    paused.at(atMs, job.id());
  }

  void remove(LiveJob job) {
    remove(Lane.of(job), entry(job));
    paused.clear(job.id());
  }

  /**
   * The next job, of those in a lane that has {@code room}; it is no longer in the queue. Looks at the first of
   * each lane, in order, until one has room.
   */
  Optional<JobId> take(Predicate<Lane> room) {
    // In every turn: mostly there is none.
    for (Head head : heads) {
      if (room.test(head.lane())) {
        remove(head.lane(), head.first());
        return Optional.of(head.first().job());
      }
    }
    return Optional.empty();
  }

  private void remove(Lane lane, Entry entry) {
    if (ready.containsKey(lane)) {
      change(lane, waiting -> waiting.remove(entry));
    }
  }

  /** Pauses that end at {@code nowMs}. */
  List<JobId> due(long nowMs) {
    return paused.due(nowMs);
  }

  long nextDueMs() {
    return paused.nextDueMs();
  }

  /** How much earlier than one of the lowest priority a job gets its turn. */
  static long headStartMs(Priority priority) {
    return MINUTE_MS * switch (priority) {
      case BULK -> 0;
      case NORMAL -> 5;
      case HIGH -> 10;
      case EMERGENCY -> 60;
    };
  }

  private static boolean critical(JobSpec spec) {
    return spec.notes().words().filter(ClientWords::critical).isPresent();
  }

  private static Entry entry(LiveJob job) {
    Priority priority = job.job().spec().priority();
    long startMs = headStartMs(priority) + (critical(job.job().spec()) ? CRITICAL_MS : 0);
    return new Entry(job.readyAtMs() - startMs, priority, job.id());
  }
}
