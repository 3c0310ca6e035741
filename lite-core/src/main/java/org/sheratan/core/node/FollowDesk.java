package org.sheratan.core.node;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.MissionVerdict;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.Chains;
import org.sheratan.core.lcp.Wishes;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.mission.Task;
import org.sheratan.core.trace.ChainDecisions;
import org.sheratan.kernel.Now;

/**
 * Jobs of clients of the original need nobody who begins a chain for them: what the result of any of them asks for is done,
 * in a chain that begins then, or in the one that the job's task names ({@code params.chain_id}).
 */
final class FollowDesk {
  private static final String NAME = "chain_id";
  private static final int MAX_NAME_CHARS = 64;

  private final Chains chains;
  private final Dispatcher dispatcher;
  private final Consumer<ChainDecisions.Stop> trail;

  FollowDesk(Chains chains, Dispatcher dispatcher, Consumer<ChainDecisions.Stop> trail) {
    this.chains = chains;
    this.dispatcher = dispatcher;
    this.trail = trail;
  }

  /** A job of no chain has ended. */
  void onEnded(Job job, Now now) {
    boolean theirs = job.notes().origin().zone() == Zone.CORE_V2 && job.state() == JobState.COMPLETED;
    Optional<Task> task = theirs ? task(job) : Optional.empty();
    if (task.isEmpty() || !Wishes.any(job, name(task.get()).isPresent())) {
      return;
    }
    try {
      chains.follow(job, task.get().mission(), name(task.get()), now.vouchedWallMs(), now.monoMs())
          .ifPresent(why -> stopped(job, why));
    } catch (IOException unreadable) {
      stopped(job, "the archive cannot be read: " + unreadable.getMessage());
    }
  }

  private void stopped(Job job, String why) {
    trail.accept(
        new ChainDecisions.Stop(Optional.empty(), Optional.of(job.id()), "chains_full", why));
  }

  private Optional<Task> task(Job job) {
    return job.spec().task().map(dispatcher.missions()::show)
        .filter(MissionVerdict.OneTask.class::isInstance)
        .map(found -> ((MissionVerdict.OneTask) found).task());
  }

  private static Optional<String> name(Task task) {
    return task.draft().params().get(NAME) instanceof Json.Text(String name) && !name.isEmpty()
        && name.length() <= MAX_NAME_CHARS ? Optional.of(name) : Optional.empty();
  }

  Optional<Chain> named(String name, Now now) throws IOException {
    return chains.named(name, now.monoMs());
  }

  /** The chain that the job is in. */
  Optional<Chain> of(JobId id, Now now) throws IOException {
    Optional<Task> task = dispatcher.show(id, now.monoMs()) instanceof Verdict.Found found
        ? task(found.job())
        : Optional.empty();
    return task.isEmpty()
        ? Optional.empty()
        : chains.of(task.get().mission(), id, now.monoMs());
  }
}
