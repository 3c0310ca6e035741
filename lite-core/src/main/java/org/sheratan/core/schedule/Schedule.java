package org.sheratan.core.schedule;

import java.util.Optional;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Origin;
import org.sheratan.kernel.MalformedException;

/**
 * A plan a node keeps to.
 *
 * @param number names it at its node, ≥ 1; never given twice
 * @param maker who asked for it; unknown of those that are older than this was kept
 * @param text the plan in the words it was given in
 * @param createdWallMs wall time, 0 when nobody vouched for it
 * @param runs jobs it became
 * @param missed slots that became none: the node was off, the job before had not ended, or it was refused
 * @param met how often the number looked at was such that something followed
 * @param latest its latest job
 * @param watched whether the end of that one is waited for
 * @param note what went wrong last, for people; empty when nothing did
 */
public record Schedule(long number, Origin maker, String text, Plan plan, long createdWallMs, Due due,
    long runs,
    long missed,
    long met, Optional<JobId> latest, boolean watched, String note) {
  /** As people and the API name it, such as {@code s3}. */
  public String name() {
    return "s" + number;
  }

  /** The number in such a name. */
  public static long number(String name) {
    if (!name.matches("s[1-9][0-9]{0,17}")) {
      throw new MalformedException("schedule", 0, "expected a schedule such as s3");
    }
    return Long.parseLong(name.substring(1));
  }

  /** Where its jobs come from. */
  public Origin origin() {
    return new Origin(Origin.Zone.SCHEDULE, name());
  }

  Schedule due(Due next) {
    return new Schedule(number, maker, text, plan, createdWallMs, next, runs, missed, met, latest, watched,
        note);
  }

  Schedule missed(long slots, String why) {
    return new Schedule(number, maker, text, plan, createdWallMs, due, runs, missed + slots, met, latest,
        watched,
        why.isEmpty() ? note : why);
  }

  /** It became a job. */
  Schedule ran(JobId job) {
    return new Schedule(number, maker, text, plan, createdWallMs, due, runs + 1, missed, met,
        Optional.of(job), true,
        "");
  }

  /** Its job ended, and was looked at. */
  Schedule seen(boolean holds, String problem) {
    return new Schedule(number, maker, text, plan, createdWallMs, due, runs, missed, met + (holds ? 1 : 0),
        latest,
        false, problem);
  }
}
