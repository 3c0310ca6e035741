package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Reason;
import org.sheratan.core.mission.GateReport.Status;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Passage;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.MalformedException;

/**
 * How a stored job came through the gates.
 *
 * <pre>
 * reports   count varint, each: gate 1, ascending; status 1; reasons (count varint, each: code text, message text)
 * flags     1: 1 decided, 2 allowed before auditors were asked
 * decision  where decided: approved 1, by (zone 1, name text), reason text, wall ms varint
 * allowed   where allowed: as decision
 * </pre>
 */
final class PassageCodec {
  private static final int DECIDED = 1;
  private static final int ALLOWED = 2;
  private static final int MAX_REASONS = 8;
  private static final int REASON_BYTES = 4 * Passage.Decision.MAX_REASON_CHARS;

  private PassageCodec() {}

  static ByteWriter write(Passage passage, ByteWriter out) {
    out.varint(passage.reports().size());
    for (GateReport report : passage.reports()) {
      out.u8(report.gate().code()).u8(report.status().code()).varint(report.reasons().size());
      report.reasons().forEach(reason -> out.text(WireLimits.clip(reason.code(), WireLimits.NAME_BYTES))
          .text(WireLimits.clip(reason.message())));
    }
    out.u8((passage.decision().isPresent() ? DECIDED : 0) | (passage.allowed().isPresent() ? ALLOWED : 0));
    passage.decision().ifPresent(decision -> write(decision, out));
    passage.allowed().ifPresent(decision -> write(decision, out));
    return out;
  }

  private static void write(Passage.Decision decision, ByteWriter out) {
    OriginCodec.write(decision.by(), out.u8(decision.approved() ? 1 : 0));
    out.text(decision.reason()).varint(decision.wallMs());
  }

  /** @throws MalformedException naming the field and where it stands */
  static Passage read(ByteReader in) {
    List<GateReport> reports = new ArrayList<>();
    for (int left = (int) in.varint("gate reports", Gate.values().length); left > 0; left--) {
      int start = in.offset();
      GateReport report = report(in);
      if (!reports.isEmpty() && report.gate().compareTo(reports.getLast().gate()) <= 0) {
        throw new MalformedException("gate", start, "out of order");
      }
      reports.add(report);
    }
    int flags = Stored.flag("decisions", DECIDED | ALLOWED, in);
    Optional<Passage.Decision> decision = (flags & DECIDED) == 0
        ? Optional.empty()
        : Optional.of(decision(in));
    return new Passage(reports, (flags & ALLOWED) == 0 ? Optional.empty() : Optional.of(decision(in)),
        decision);
  }

  private static GateReport report(ByteReader in) {
    Gate gate = Gate.values()[Stored.flag("gate", Gate.values().length - 1, in)];
    Status status = Status.values()[Stored.flag("gate status", Status.values().length - 1, in)];
    List<Reason> reasons = new ArrayList<>();
    for (int left = (int) in.varint("gate reasons", MAX_REASONS); left > 0; left--) {
      reasons.add(new Reason(in.text("gate reason code", WireLimits.NAME_BYTES),
          in.text("gate reason", WireLimits.TEXT_BYTES)));
    }
    return new GateReport(gate, status, reasons);
  }

  private static Passage.Decision decision(ByteReader in) {
    boolean approved = Stored.flag("approved", 1, in) == 1;
    Origin by = OriginCodec.read(in);
    return new Passage.Decision(approved, by, in.text("decision reason", REASON_BYTES),
        in.varint("decision time", Long.MAX_VALUE));
  }
}
