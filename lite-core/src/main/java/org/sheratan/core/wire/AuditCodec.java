package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.Audit.Seat;
import org.sheratan.core.mission.Audit.Silence;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.mission.Audit.Word;
import org.sheratan.core.mission.Inquiry;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

/**
 * What auditors say of a stored job, and what makes a stored job a question to one of them.
 *
 * <pre>
 * audit     case hash 32, agree 1, seats (count 1, each: auditor 32, asked [id with owner], word 1
 *           (0 none, 1 against, 2 for, 3 silent), by text where it votes, reason text where there is a word)
 * inquiry   about (id with owner), auditor 32
 * </pre>
 */
final class AuditCodec {
  private static final int NONE = 0;
  private static final int AGAINST = 1;
  private static final int FOR = 2;
  private static final int SILENT = 3;
  private static final int BYTES_PER_CHAR = 4;

  private AuditCodec() {}

  static ByteWriter write(Audit audit, ByteWriter out) {
    out.bytes(audit.caseHash()).u8(audit.agree()).u8(audit.seats().size());
    for (Seat seat : audit.seats()) {
      out.bytes(seat.auditor().key());
      Stored.optional(seat.asked(), out, job -> {
        JobIdCodec.write(job, true, out);
        return out;
      });
      switch (seat.word().orElse(null)) {
        case null -> out.u8(NONE);
        case Vote vote -> out.u8(vote.approve() ? FOR : AGAINST).text(vote.by()).text(vote.reason());
        case Silence silence -> out.u8(SILENT).text(silence.why());
      }
    }
    return out;
  }

  /** @throws MalformedException naming the field and where it stands */
  static Audit read(ByteReader in) {
    var caseHash = in.bytes("case hash", Audit.HASH_BYTES);
    int start = in.offset();
    int agree = Stored.flag("agree", Audit.MAX_SEATS, in);
    int count = Stored.flag("seats", Audit.MAX_SEATS, in);
    if (2 * agree <= count || agree > count) {
      throw new MalformedException("agree", start, agree + " of " + count + " decide nothing");
    }
    List<Seat> seats = new ArrayList<>();
    while (seats.size() < count) {
      int at = in.offset();
      NodeId auditor = new NodeId(in.bytes("auditor", NodeId.LENGTH));
      if (seats.stream().anyMatch(seat -> seat.auditor().equals(auditor))) {
        throw new MalformedException("auditor", at, "has a seat already");
      }
      Optional<JobId> asked = Stored.optional("asked", in, JobIdCodec::read);
      seats.add(new Seat(auditor, asked, word(in)));
    }
    return new Audit(caseHash, agree, seats);
  }

  private static Optional<Word> word(ByteReader in) {
    int code = Stored.flag("word", SILENT, in);
    return switch (code) {
      case NONE -> Optional.empty();
      case SILENT -> Optional.of(new Silence(reason(in)));
      default -> {
        String by = in.text("by", BYTES_PER_CHAR * Vote.MAX_BY_CHARS);
        yield Optional.of(new Vote(code == FOR, by, reason(in)));
      }
    };
  }

  private static String reason(ByteReader in) {
    return in.text("reason", BYTES_PER_CHAR * Vote.MAX_REASON_CHARS);
  }

  static ByteWriter write(Inquiry inquiry, ByteWriter out) {
    JobIdCodec.write(inquiry.about(), true, out);
    return out.bytes(inquiry.auditor().key());
  }

  /** @throws MalformedException naming the field and where it stands */
  static Inquiry inquiry(ByteReader in) {
    JobId about = JobIdCodec.read(in);
    return new Inquiry(about, new NodeId(in.bytes("auditor", NodeId.LENGTH)));
  }
}
