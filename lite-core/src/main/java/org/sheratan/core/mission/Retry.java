package org.sheratan.core.mission;

import java.util.Optional;

/**
 * What is known of a job's failures, and of trying again.
 *
 * @param failure of the latest try that did not go well; empty when none was, or the job completed or was cancelled
 * @param atAgeMs age of the job at which its latest pause ends, 0 when it never paused
 * @param of the job this one is the same request as, once more
 * @param as the job that this one's request became once more
 */
public record Retry(Optional<FailureClass> failure, long atAgeMs, Optional<JobId> of, Optional<JobId> as) {
  public static final Retry NONE = new Retry(Optional.empty(), 0, Optional.empty(), Optional.empty());

  public Retry failed(Optional<FailureClass> how) {
    return new Retry(how, atAgeMs, of, as);
  }

  public Retry at(long ageMs) {
    return new Retry(failure, ageMs, of, as);
  }

  public Retry of(JobId earlier) {
    return new Retry(failure, atAgeMs, Optional.of(earlier), as);
  }

  public Retry as(JobId later) {
    return new Retry(failure, atAgeMs, of, Optional.of(later));
  }
}
