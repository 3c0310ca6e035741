package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.Bytes;

/** What became of a request about a job. */
public sealed interface Verdict {
  /** @param known the idempotency key named this earlier job */
  record Accepted(Job job, boolean known) implements Verdict {}

  /** The gates did not let it become a job. */
  record Barred(List<GateReport> reports) implements Verdict {}

  /** The job as it stands. */
  record Found(Job job) implements Verdict {}

  /** @param requestHash of the request that has the key */
  record KeyUse(JobId job, Bytes requestHash) implements Verdict {}

  /**
   * @param field of the request that is to blame, if one is
   * @param fix what to try next; empty when there is nothing
   * @param waitMs after which the same request may be taken; 0 where waiting does not help, or for nobody knows how long
   */
  record Refused(Why why, String message, Optional<String> field, String fix, long waitMs)
      implements
        Verdict {
    public Refused(Why why, String message, Optional<String> field, String fix) {
      this(why, message, field, fix, 0);
    }

    public Refused(Why why, String message, String fix) {
      this(why, message, Optional.empty(), fix);
    }

    static Refused busy(String message, long waitMs) {
      return new Refused(Why.BUSY, message, Optional.empty(), "try again later", waitMs);
    }

    /** @param thing what another request under that idempotency key became, such as {@code mission k7f3q2ab-3-17} */
    public static Refused keyTaken(String thing) {
      return new Refused(Why.CONFLICT, "idempotency key already names " + thing + ", another request",
          Optional.of("idempotency_key"), "another key");
    }

    static Refused unreadable(IOException cause) {
      return new Refused(Why.STORAGE, "the archive cannot be read: " + cause.getMessage(), "");
    }
  }

  /** Why not. */
  enum Why {
    INVALID, NO_CAPABLE_NODE, NOT_FOUND, CONFLICT, CHANGED, TOO_LARGE, BUSY, STORAGE;

    /** Whether the same request may be taken later. */
    public boolean passing() {
      return this == BUSY || this == STORAGE;
    }
  }
}
