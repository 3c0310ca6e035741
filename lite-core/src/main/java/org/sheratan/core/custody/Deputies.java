package org.sheratan.core.custody;

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

  /** What has become of one that is not alive. */
  sealed interface Fate {
    record Ended(Job job) implements Fate {}

    /** It is no longer in the archive. */
    record Forgotten() implements Fate {}

    /** The disk cannot be read now. */
    record Unreadable() implements Fate {}
  }

  /** Makes a job that stands in for that of {@code will}. */
  Taken take(Will will, Now now);

  void withdraw(JobId deputy, long nowMs);

  /** Whether it has not ended. */
  boolean alive(JobId deputy);

  Fate fate(JobId deputy);

  /** Until the deadline of one that has not ended. */
  long remainingMs(JobId deputy, long nowMs);
}
