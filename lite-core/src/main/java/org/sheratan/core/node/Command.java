package org.sheratan.core.node;

import java.util.Optional;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.Trust;

/** What people and programs ask of a node. Each gets one {@link Answer}. */
public sealed interface Command {
  record Submit(JobSpec spec) implements Command {}

  record Cancel(JobId job) implements Command {}

  record Show(JobId job) implements Command {}

  /**
   * Jobs newest first.
   *
   * @param after continue behind this job, or empty for the newest
   * @param limit 1..1000
   */
  record ListJobs(Optional<JobState> state, Optional<JobId> after, int limit) implements Command {}

  record ListNodes() implements Command {}

  record Status() implements Command {}

  /** Round trip through the peer's mesh; answered when it comes back or {@code timeoutMs} is over. */
  record Ping(NodeId peer, long timeoutMs) implements Command {}

  record SetTrust(NodeId peer, Trust trust) implements Command {}
}
