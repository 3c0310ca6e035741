package org.sheratan.core.mission;

import java.util.List;
import java.util.stream.Collectors;

/** Why a job ended, for people: what the last node said, and what each of several said. */
final class JobStory {
  private JobStory() {}

  /** @param last whether nobody else was to be asked, rather than all attempts used up */
  static String failed(Job job, String why, boolean last) {
    String attempts = job.attempt() + (job.attempt() == 1 ? " attempt" : " attempts");
    if (last) {
      return job.attempt() == 1 ? why : why + "; ended after " + attempts + said(job);
    }
    return why + "; gave up after " + attempts + said(job);
  }

  static String expired(Job job) {
    String prefix = "not done within " + job.spec().timeoutMs() + " ms";
    // Of one under way its worker's own word; else why nobody was at it.
    String word = job.state() == JobState.WORKING ? job.notes().underway().latest().word() : "";
    String last = word.isEmpty() ? job.reason() : word;
    return (last.isEmpty() ? prefix : prefix + "; last: " + last) + said(job);
  }

  /** Such as {@code (k7f3q2ab: not_found, b2c4d5ef: lease_lost)}. */
  private static String said(Job job) {
    List<Attempt> ended = job.history().stream().filter(attempt -> !attempt.end().isEmpty()).toList();
    return ended.isEmpty()
        ? ""
        : ended.stream().map(attempt -> attempt.worker().shortName() + ": " + attempt.end())
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
