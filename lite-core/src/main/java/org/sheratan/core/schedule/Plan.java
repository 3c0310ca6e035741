package org.sheratan.core.schedule;

import java.util.Optional;

import org.sheratan.core.mission.JobSpec;

/**
 * What is to be done again and again, as {@link PlanParser} reads it.
 *
 * @param everyMs {@link #MIN_EVERY_MS} to {@link #MAX_EVERY_MS}
 * @param watch what is looked at in each result
 */
public record Plan(long everyMs, JobSpec job, Optional<Watch> watch) {
  public static final long MIN_EVERY_MS = 10_000;
  public static final long MAX_EVERY_MS = 366L * 24 * 3600 * 1000;

  /** The job that may follow. */
  public Optional<JobSpec> followUp() {
    return watch
        .flatMap(one -> one.then() instanceof Watch.Run run ? Optional.of(run.job()) : Optional.empty());
  }
}
