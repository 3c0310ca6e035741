package org.sheratan.core.sim;

import java.util.function.Predicate;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.mission.JobState;
import org.sheratan.kernel.NodeId;

/** Hears every node's durable decisions and holds them against the promises. */
final class Witness implements JobObserver {
  private final Promises promises;
  private final Predicate<SimTools.Run> runsAnywhere;

  Witness(Promises promises, Predicate<SimTools.Run> runsAnywhere) {
    this.promises = promises;
    this.runsAnywhere = runsAnywhere;
  }

  @Override
  public void restored(Job job) {
    promises.restored(job.id(), job.state(), job.attempt());
  }

  @Override
  public void accepted(JobId job) {
    promises.given(job);
  }

  @Override
  public void held(Job job) {
    promises.held(job.id());
  }

  @Override
  public void standsIn(Job job) {
    promises.standsIn();
  }

  @Override
  public void decided(JobId job, boolean approved) {
    promises.decided(job);
  }

  @Override
  public void awarded(JobId job, int attempt, NodeId worker) {
    promises.awarded(job, attempt);
  }

  @Override
  public void attemptEnded(JobId job, int attempt, AttemptEnd why) {
    if (why == AttemptEnd.LEASE_LOST && runsAnywhere.test(new SimTools.Run(job, attempt))) {
      promises.outlived(job, attempt);
    }
    promises.attemptEnded(job, attempt);
  }

  @Override
  public void taken(JobId job, int attempt) {
    promises.taken(job, attempt);
  }

  @Override
  public void ended(JobId job, JobState state) {
    promises.ended(job, state);
  }
}
