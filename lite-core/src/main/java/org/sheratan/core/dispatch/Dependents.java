package org.sheratan.core.dispatch;

import java.util.ArrayDeque;
import java.util.Optional;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;

/** Own jobs that begin only when others are completed: they are told of it, or end with those. */
final class Dependents {
  private final JobBook book;
  private final Moves moves;
  private final Followers followers = new Followers();
  private final ArrayDeque<Job> ended = new ArrayDeque<>();
  private boolean settling;

  Dependents(JobBook book, Moves moves) {
    this.book = book;
    this.moves = moves;
  }

  void add(LiveJob job) {
    followers.add(job.id(),
        job.job().spec().dependsOn().stream().filter(need -> book.live(need).isPresent()).toList());
  }

  /** Says what it waits for, where it does. */
  boolean stillWaits(LiveJob job, long nowMs) {
    Optional<String> why = followers.why(job.id());
    why.ifPresent(known -> moves.apply(job, new JobEvent.Waits(known), nowMs));
    return why.isPresent();
  }

  /** Tells those that depend on it, and those that depend on them: one after the other, however long the chain. */
  void settle(Job job, long nowMs) {
    ended.add(job);
    if (settling) {
      return;
    }
    settling = true;
    while (!ended.isEmpty()) {
      Job need = ended.poll();
      for (JobId id : followers.of(need.id())) {
        // One that depended on two of them has ended with the first.
        book.live(id).ifPresent(follower -> tell(follower, need, nowMs));
      }
      followers.forget(need.id());
    }
    settling = false;
  }

  private void tell(LiveJob follower, Job need, long nowMs) {
    if (need.state() != JobState.COMPLETED) {
      moves.apply(follower, new JobEvent.NeedLost(need.id(), need.state()), nowMs);
    } else if (followers.completed(follower.id(), need.id())) {
      moves.apply(follower, new JobEvent.Released(follower.at(nowMs).ageMs()), nowMs);
    } else {
      stillWaits(follower, nowMs);
    }
  }
}
