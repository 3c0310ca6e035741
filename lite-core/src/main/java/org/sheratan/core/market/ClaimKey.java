package org.sheratan.core.market;

import org.sheratan.core.mission.JobId;

/** One attempt at one job. */
record ClaimKey(JobId job, int attempt) implements Comparable<ClaimKey> {
  /** {@code work/<job>/<attempt>}. */
  static final String PREFIX = "work/";

  String recordName() {
    return PREFIX + job + "/" + attempt;
  }

  static ClaimKey ofRecord(String name) {
    String[] parts = name.substring(PREFIX.length()).split("/");
    return new ClaimKey(JobId.parse(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public int compareTo(ClaimKey other) {
    int byJob = job.compareTo(other.job);
    return byJob != 0 ? byJob : Integer.compare(attempt, other.attempt);
  }
}
