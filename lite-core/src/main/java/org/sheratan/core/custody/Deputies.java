package org.sheratan.core.custody;

import java.util.Optional;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.Now;

/** What an heir has done with its own jobs. */
public interface Deputies {
  /** How an attempt to stand in went. */
  sealed interface Taken {
    record By(JobId deputy) implements Taken {}

    /** @param againMs when to try again */
    record NotNow(long againMs) implements Taken {}
  }

  /** Makes a job that stands in for that of {@code will}. */
  Taken take(Will will, Now now);

  void withdraw(JobId deputy, long nowMs);

  /** Whether it has not ended. */
  boolean alive(JobId deputy);

  /** The job as it ended; empty while it has not, or when it is forgotten or cannot be read. */
  Optional<Job> ended(JobId deputy);

  /** Until the deadline of one that has not ended. */
  long remainingMs(JobId deputy, long nowMs);
}
