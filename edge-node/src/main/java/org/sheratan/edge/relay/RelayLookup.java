package org.sheratan.edge.relay;

import java.util.Optional;

import org.sheratan.core.mission.JobId;

/** Tells what the node knows of jobs; only of its own, for others' missions are others'. */
@FunctionalInterface
public interface RelayLookup {
  /** Knows nothing. */
  RelayLookup NONE = job -> Optional.empty();

  /** May take as long as the node takes to answer. */
  Optional<RelayContext> of(JobId job);
}
