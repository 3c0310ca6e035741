package org.sheratan.core.lcp;

import java.util.Optional;

import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;

/** What chains want done. */
public sealed interface ChainOrder {
  /** Row {@code row} is to become a job; say by {@link Chains} what became of it. */
  record Submit(ChainId chain, int row, JobSpec spec) implements ChainOrder {}

  /** Its chain has ended. */
  record Cancel(JobId job) implements ChainOrder {}

  /**
   * Something that was asked for is not done; to be told.
   *
   * @param job whose result asked for it; empty where that is nobody's
   * @param code in a word
   */
  record Tell(ChainId chain, Optional<JobId> job, String code, String why) implements ChainOrder {}
}
