package org.sheratan.core.dispatch;

import java.util.stream.Stream;

import org.sheratan.core.json.JsonWeight;
import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.Passage;
import org.sheratan.core.mission.Task;

/**
 * About how much memory things on one page of a list take, all that is told of them. Pages are made on the node's turn and wait for
 * their readers, several at once: a page of large things is a short one.
 */
final class PageWeight {
  /** Of one page, its last thing apart. */
  static final long PAGE_BYTES = 256 * 1024;
  /** Of anything, however little it says. */
  private static final int THING_BYTES = 1_024;
  private static final int ENTRY_BYTES = 128;

  private PageWeight() {}

  static long of(Job job) {
    return THING_BYTES + JsonWeight.of(job.spec().params())
        + job.spec().needs().stream().mapToLong(PageWeight::of).sum()
        + (long) ENTRY_BYTES * (job.spec().dependsOn().size() + job.history().size())
        + of(job.reason()) + job.result().map(JsonWeight::of).orElse(0L)
        + job.notes().underway().latest().partial().map(JsonWeight::of).orElse(0L)
        + job.notes().underway().latest().checkpoint().length() + of(job.notes().passage())
        + job.notes().audit().map(PageWeight::of).orElse(0L);
  }

  static long of(Mission mission) {
    Mission.Draft draft = mission.draft();
    return THING_BYTES + of(draft.title()) + of(draft.description()) + of(draft.user()) + of(draft.status())
        + draft.tags().stream().mapToLong(PageWeight::of).sum() + JsonWeight.of(draft.metadata());
  }

  static long of(Task task) {
    Task.Draft draft = task.draft();
    return THING_BYTES + of(draft.name()) + of(draft.description()) + of(draft.kind())
        + JsonWeight.of(draft.params());
  }

  private static long of(Passage passage) {
    return passage.reports().stream().mapToLong(PageWeight::of).sum()
        + Stream.concat(passage.allowed().stream(), passage.decision().stream())
            .mapToLong(decision -> ENTRY_BYTES + of(decision.reason())).sum();
  }

  private static long of(GateReport report) {
    return ENTRY_BYTES
        + report.reasons().stream().mapToLong(reason -> of(reason.code()) + of(reason.message()))
            .sum();
  }

  private static long of(Audit audit) {
    return audit.seats().stream()
        .mapToLong(seat -> ENTRY_BYTES + (seat.word().orElse(null) instanceof Audit.Vote vote
            ? of(vote.by()) + of(vote.reason())
            : ENTRY_BYTES))
        .sum();
  }

  private static long of(String text) {
    return ENTRY_BYTES / 2 + 2L * text.length();
  }
}
