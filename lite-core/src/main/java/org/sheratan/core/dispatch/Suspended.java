package org.sheratan.core.dispatch;

import java.util.Set;
import java.util.TreeSet;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;

/** Own jobs found in the journal whose heirs may have done them meanwhile: none is called for before that is known. */
final class Suspended {
  static final String WHY = "this node was away: waiting to hear what the job's heirs have made of it";

  private final Set<JobId> all = new TreeSet<>();
  /** Those whose turn it would have been. */
  private final Set<JobId> parked = new TreeSet<>();

  void restored(Job job) {
    if (!job.notes().custody().heirs().isEmpty()) {
      all.add(job.id());
    }
  }

  /** Whether a job whose turn it is has to wait. */
  boolean park(JobId job) {
    return all.contains(job) && (parked.contains(job) || parked.add(job));
  }

  /** @return whether it was its turn meanwhile */
  boolean end(JobId job) {
    all.remove(job);
    return parked.remove(job);
  }
}
