package org.sheratan.core.lcp;

import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;

/** What chains want done. */
public sealed interface ChainOrder {
  /** Row {@code row} is to become a job; say by {@link Chains} what became of it. */
  record Submit(ChainId chain, int row, JobSpec spec) implements ChainOrder {}

  /** Its chain has ended. */
  record Cancel(JobId job) implements ChainOrder {}
}
