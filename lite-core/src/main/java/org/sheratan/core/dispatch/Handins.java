package org.sheratan.core.dispatch;

import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Underway;

/**
 * How much of what workers hand in before the end of a job is taken. Each is kept in memory and costs a commit, so no
 * worker can make its owner keep it for more than {@link #MAX_JOBS} jobs, nor write more often than every
 * {@link #EVERY_MS} for one. What is not taken is only progress lost.
 */
final class Handins {
  /** With 8 KiB each, in memory and in the store's: 8 MiB at most. */
  static final int MAX_JOBS = 512;
  /** Shorter than any worker of ours would wait, which is an eighth of the shortest lease. */
  static final long EVERY_MS = 500;

  private final Map<JobId, Long> takenAtMs = new TreeMap<>();

  /** A job found in the journal. */
  void restored(Job job) {
    if (!job.notes().underway().equals(Underway.NONE)) {
      takenAtMs.put(job.id(), Long.MIN_VALUE);
    }
  }

  /** What of {@code said} is taken: all or nothing. */
  Interim admitted(JobId job, Interim said, long nowMs) {
    if (said.isNone()) {
      return said;
    }
    Long lastMs = takenAtMs.get(job);
    boolean room = lastMs != null || takenAtMs.size() < MAX_JOBS;
    boolean soon = lastMs != null && nowMs < lastMs + EVERY_MS;
    if (!room || soon) {
      return Interim.NONE;
    }
    takenAtMs.put(job, nowMs);
    return said;
  }

  void forget(JobId job) {
    takenAtMs.remove(job);
  }
}
