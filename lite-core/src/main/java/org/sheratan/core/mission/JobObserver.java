package org.sheratan.core.mission;

import java.util.List;

import org.sheratan.kernel.NodeId;

/**
 * Hears the decisions that the invariants speak of, each once it is on disk (or once it acts, for tools). Tests and
 * the simulator attach one; it decides nothing and must not call back into the node.
 */
public interface JobObserver {
  JobObserver NONE = new JobObserver() {
  };

  /** Why an award came to its end without a result. */
  enum AttemptEnd {
    /** The lease ran out at the owner. */
    LEASE_LOST,
    /** The worker said it did not start, or that the tool failed. */
    FAILED,
    /** The worker started it and cannot say how it ended. */
    UNKNOWN,
    /** The result came with a receipt that does not hold. */
    BAD_RECEIPT
  }

  /** Found in the journal at start, not yet ended. */
  default void restored(Job job) {}

  /** Durable at its owner; the submitter may be told. */
  default void accepted(JobId job) {}

  /**
   * Went one step of its way.
   *
   * @param after as of then, its age included
   */
  default void moved(Job before, JobEvent event, Job after) {}

  /** Accepted, and stopped by a gate until a person decides, or auditors. */
  default void held(Job job) {}

  /** Not accepted: a gate stopped it. */
  default void barred(JobSpec spec, Origin origin, List<GateReport> reports) {}

  /** Accepted in the place of a silent owner's. */
  default void standsIn(Job job) {}

  /** A person decided about a held job. */
  default void decided(JobId job, boolean approved) {}

  default void awarded(JobId job, int attempt, NodeId worker) {}

  default void attemptEnded(JobId job, int attempt, AttemptEnd why) {}

  /** The result of {@code attempt} became the job's result. */
  default void taken(JobId job, int attempt) {}

  /** A result arrived too late to be taken. */
  default void late(JobId job, int attempt) {}

  default void ended(JobId job, JobState state) {}

  /** This node, as worker, starts the tool now. */
  default void toolStarted(JobId job, int attempt) {}

  /** This node, as worker, no longer runs it: it ended, or its lease did. */
  default void toolStopped(JobId job, int attempt) {}
}
