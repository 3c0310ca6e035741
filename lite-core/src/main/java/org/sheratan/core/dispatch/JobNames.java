package org.sheratan.core.dispatch;

import java.util.Locale;

import org.sheratan.core.mission.JobId;

/** Record names of own jobs: in order of acceptance, live ones and archived ones alike. */
final class JobNames {
  static final String PREFIX = "job/";

  private JobNames() {}

  /** {@code job/<epoch, 9 digits>-<sequence, 18 digits>}. */
  static String of(JobId job) {
    return String.format(Locale.ROOT, "%s%09d-%018d", PREFIX, job.epoch(), job.sequence());
  }
}
