package org.sheratan.core.dispatch;

import org.sheratan.core.mission.Job;

/** What became of a request about a job. */
public sealed interface Verdict {
  /** @param known the idempotency key named this earlier job */
  record Accepted(Job job, boolean known) implements Verdict {}

  /** The job as it stands. */
  record Found(Job job) implements Verdict {}

  /** @param fix what to try next; empty when there is nothing */
  record Refused(Why why, String message, String fix) implements Verdict {}

  /** Why not. */
  enum Why {
    INVALID, NO_CAPABLE_NODE, NOT_FOUND, CONFLICT, TOO_LARGE, BUSY, STORAGE
  }
}
