package org.sheratan.core.audit;

import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.Audit.Silence;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.mission.Audit.Word;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.OneLine;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * A vote as the result of a job of kind {@code audit}: {@code {ok, action: "audit_result", job, case_hash, approve, by, reason}}.
 * It is signed as every result is: the auditor's receipt covers {network, owner, audit job, attempt, hash of this result}, and
 * this names the job in question and all that was asked about it.
 */
public final class Ballot {
  /** Kind of the jobs that ask for one. */
  public static final String KIND = "audit";
  private static final String ACTION = "audit_result";
  private static final int MAX_NAME_CHARS = 64;

  private Ballot() {}

  /** The result that casts {@code vote} about {@code asked}; what is too long is cut. */
  public static Json.Obj of(AuditCase asked, Vote vote) {
    return Json.Obj.EMPTY.with("ok", true).with("action", ACTION).with("job", asked.job().toString())
        .with("case_hash", asked.hash().toHex()).with("approve", vote.approve())
        .with("by", OneLine.of(vote.by(), Vote.MAX_BY_CHARS))
        .with("reason",
            vote.reason().isBlank() ? "no reason given" : OneLine.of(vote.reason(), Vote.MAX_REASON_CHARS));
  }

  /**
   * What an ended job of kind {@code audit} says, whose receipt was checked when its result was taken.
   *
   * @param about the job in question
   * @param caseHash what was asked about it
   */
  public static Word read(Job ended, JobId about, Bytes caseHash) {
    if (ended.state() != JobState.COMPLETED) {
      return new Silence(
          OneLine.of(ended.state().word() + (ended.reason().isEmpty() ? "" : ": " + ended.reason()),
              Vote.MAX_REASON_CHARS));
    }
    return read(ended.result().orElse(Json.Obj.EMPTY), about, caseHash);
  }

  static Word read(Json.Obj result, JobId about, Bytes caseHash) {
    try {
      Fields fields = Fields.of(result)
          .only(List.of("ok", "action", "job", "case_hash", "approve", "by", "reason"));
      boolean meant = fields.bool("ok") && fields.text("action", MAX_NAME_CHARS).equals(ACTION)
          && fields.text("job", MAX_NAME_CHARS).equals(about.toString())
          && fields.text("case_hash", 2 * Audit.HASH_BYTES).equals(caseHash.toHex());
      return meant
          ? new Vote(fields.bool("approve"),
              OneLine.of(fields.text("by", Vote.MAX_BY_CHARS), Vote.MAX_BY_CHARS),
              OneLine.of(fields.text("reason", Vote.MAX_REASON_CHARS), Vote.MAX_REASON_CHARS))
          : new Silence("its vote is about another request");
    } catch (MalformedException broken) {
      return new Silence(OneLine.of("no vote: " + broken.getMessage(), Vote.MAX_REASON_CHARS));
    }
  }
}
