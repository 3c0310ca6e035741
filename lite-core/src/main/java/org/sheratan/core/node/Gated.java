package org.sheratan.core.node;

import java.util.List;

import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.kernel.NodeId;

/** Passes decisions on once they are on disk; one that a crash undoes was never told. */
record Gated(JobObserver observer, CommitGate gate, Trail trail) implements JobObserver {
  @Override
  public void restored(Job job) {
    observer.restored(job);
  }

  @Override
  public void accepted(JobId job) {
    gate.whenDurable(() -> observer.accepted(job));
  }

  @Override
  public void moved(Job before, JobEvent event, Job after) {
    trail.moved(before, event, after).ifPresent(gate::whenDurable);
    gate.whenDurable(() -> observer.moved(before, event, after));
  }

  @Override
  public void held(Job job) {
    gate.whenDurable(trail.held(job));
    gate.whenDurable(() -> observer.held(job));
  }

  @Override
  public void standsIn(Job job) {
    gate.whenDurable(trail.standsIn(job));
    gate.whenDurable(() -> observer.standsIn(job));
  }

  @Override
  public void barred(JobSpec spec, Origin origin, List<GateReport> reports) {
    trail.barred(spec, origin, reports);
    observer.barred(spec, origin, reports);
  }

  @Override
  public void decided(JobId job, boolean approved) {
    gate.whenDurable(() -> observer.decided(job, approved));
  }

  @Override
  public void awarded(JobId job, int attempt, NodeId worker) {
    gate.whenDurable(() -> observer.awarded(job, attempt, worker));
  }

  @Override
  public void attemptEnded(JobId job, int attempt, AttemptEnd why) {
    gate.whenDurable(() -> observer.attemptEnded(job, attempt, why));
  }

  @Override
  public void taken(JobId job, int attempt) {
    gate.whenDurable(() -> observer.taken(job, attempt));
  }

  @Override
  public void late(JobId job, int attempt) {
    gate.whenDurable(() -> observer.late(job, attempt));
  }

  @Override
  public void ended(JobId job, JobState state) {
    gate.whenDurable(() -> observer.ended(job, state));
  }
}
