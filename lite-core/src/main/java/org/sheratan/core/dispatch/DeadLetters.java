package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.dispatch.Verdict.Why;
import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;

/**
 * Own jobs that ended and were neither completed nor cancelled, until each is asked for once more. That is a new job
 * with the same request; the old one stays as it is, and each names the other.
 */
public final class DeadLetters {
  /** How often a job is followed to what it became, at most. */
  private static final int MAX_FOLLOWED = 64;

  private final JobBook book;

  /** What is to be asked for once more. */
  public sealed interface Again {
    /** By the same way as any request, then {@link DeadLetters#link}. */
    record Request(Job dead, JobSpec spec) implements Again {}

    record No(Verdict.Refused refused) implements Again {}
  }

  DeadLetters(JobBook book) {
    this.book = book;
  }

  /**
   * Newest first.
   *
   * @throws IOException when the archive cannot be read
   */
  public Dispatcher.Listing list(Optional<FailureClass> of, Optional<JobId> after, int limit, long nowMs)
      throws IOException {
    JobBook.Page page = book.list(JobFilter.dead(of), after, limit, nowMs);
    return new Dispatcher.Listing(page.jobs(), page.next());
  }

  /** The request of a dead letter: without its key, which names the old job, and after what was asked for once more. */
  public Again again(JobId id, long nowMs) {
    try {
      Optional<Job> known = book.live(id).map(LiveJob::job);
      // Whether it was asked for once more already must not depend on the index.
      Optional<Job> job = known.isPresent() ? known : book.proven(id, nowMs);
      if (job.isEmpty()) {
        return no(Why.NOT_FOUND, "no job " + id + " here");
      }
      if (!job.get().dead()) {
        return no(Why.CONFLICT, notDead(job.get()));
      }
      JobSpec spec = job.get().spec();
      List<JobId> needs = new ArrayList<>();
      for (JobId need : spec.dependsOn()) {
        needs.add(latest(need));
      }
      return new Again.Request(job.get(), spec.withoutKey().after(needs));
    } catch (IOException unreadable) {
      return no(Why.STORAGE, "the archive cannot be read: " + unreadable.getMessage());
    }
  }

  /** {@code fresh} is the request of {@code dead} once more. Returns it with that noted. */
  public Job link(Job dead, Job fresh, long nowMs) {
    book.replaceArchived(dead, dead.noted(dead.notes().retry().as(fresh.id())));
    Optional<LiveJob> live = book.live(fresh.id());
    if (live.isEmpty()) {
      return fresh;
    }
    live.get().become(live.get().job().noted(live.get().job().notes().retry().of(dead.id())));
    book.save(live.get(), nowMs);
    return live.get().at(nowMs);
  }

  private JobId latest(JobId need) throws IOException {
    JobId latest = need;
    for (int followed = 0; followed < MAX_FOLLOWED; followed++) {
      Optional<JobId> next = book.archived(latest).flatMap(job -> job.notes().retry().as());
      if (next.isEmpty()) {
        return latest;
      }
      latest = next.get();
    }
    return latest;
  }

  private static String notDead(Job job) {
    Optional<JobId> became = job.notes().retry().as();
    if (became.isPresent()) {
      return "job " + job.id() + " was asked for once more already, as job " + became.get();
    }
    return "job " + job.id() + " is " + job.state().word() + "; only what ended as " + JobState.FAILED.word()
        + ", " + JobState.EXPIRED.word() + " or " + JobState.OUTCOME_UNKNOWN.word()
        + " is asked for once more";
  }

  private static Again no(Why why, String message) {
    return new Again.No(new Verdict.Refused(why, message, "sheratan job dead"));
  }
}
