package org.sheratan.core.custody;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/**
 * What an owner left here for the time when it is silent.
 *
 * @param before heirs whose turn comes first
 * @param signed the owner's signed message, as it came
 * @param remainingMs until the job's deadline when its owner was last heard of it
 * @param deputy the job that stands in, once one does
 */
public record Will(JobId job, NodeId owner, List<NodeId> before, JobSpec spec, Bytes signed, WillState state,
    long remainingMs, Optional<JobId> deputy) {
  Will remaining(long ms) {
    return new Will(job, owner, before, spec, signed, state, ms, deputy);
  }

  Will become(WillState next) {
    return new Will(job, owner, before, spec, signed, next, remainingMs,
        next == WillState.KEPT ? Optional.empty() : deputy);
  }

  Will doneBy(JobId other) {
    return new Will(job, owner, before, spec, signed, state, remainingMs, Optional.of(other));
  }

  long silenceMs() {
    return CustodyLimits.silenceMs(before.size());
  }
}
