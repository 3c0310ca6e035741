package org.sheratan.core.dispatch;

import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;

/** How many own jobs are called for or at work, and from whom. */
final class InFlight {
  private final SubmitLimits limits;
  private final Map<Origin, Integer> bySource = new TreeMap<>();
  private int all;

  InFlight(SubmitLimits limits) {
    this.limits = limits;
  }

  /** A job found in the journal. */
  void restored(Job job) {
    change(job.notes().origin(), flies(job));
  }

  void moved(Job before, Job after) {
    change(after.notes().origin(), flies(after) - flies(before));
  }

  /** Whether one more may be called for. */
  boolean room() {
    return all < limits.maxInFlight();
  }

  /** Whether that may be one of {@code source}. */
  boolean room(Origin source) {
    return bySource.getOrDefault(source, 0) < limits.maxInFlightPerSource();
  }

  private void change(Origin source, int by) {
    all += by;
    bySource.merge(source, by, Integer::sum);
    bySource.remove(source, 0);
  }

  private static int flies(Job job) {
    return job.state() == JobState.AUCTION || job.state() == JobState.WORKING ? 1 : 0;
  }
}
