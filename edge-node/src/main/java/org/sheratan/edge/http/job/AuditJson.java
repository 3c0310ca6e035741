package org.sheratan.edge.http.job;

import java.util.Locale;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.Audit.Seat;
import org.sheratan.core.mission.Audit.Silence;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.mission.JobId;
import org.sheratan.edge.http.route.JsonWords;

/** The API's shape of what auditors say of a job. */
final class AuditJson {
  private AuditJson() {}

  static Json.Obj of(Audit audit) {
    return Json.Obj.EMPTY.with("tally", audit.tally().name().toLowerCase(Locale.ROOT))
        .with("agree", audit.agree())
        .with("case_hash", audit.caseHash().toHex())
        .with("votes", new Json.Arr(audit.seats().stream().<Json>map(AuditJson::seat).toList()));
  }

  /** {@code vote} is {@code approve}, {@code reject}, {@code silent}, or null while it may come. */
  private static Json.Obj seat(Seat seat) {
    Json.Obj json = Json.Obj.EMPTY.with("auditor", seat.auditor().shortName())
        .with("auditor_id", seat.auditor().toHex())
        .with("job", JsonWords.text(seat.asked().map(JobId::toString)));
    return switch (seat.word().orElse(null)) {
      case null ->
        json.with("vote", JsonWords.NULL).with("by", JsonWords.NULL).with("reason", JsonWords.NULL);
      case Vote vote -> json.with("vote", vote.approve() ? "approve" : "reject").with("by", vote.by())
          .with("reason", vote.reason());
      case Silence silence ->
        json.with("vote", "silent").with("by", JsonWords.NULL).with("reason", silence.why());
    };
  }
}
