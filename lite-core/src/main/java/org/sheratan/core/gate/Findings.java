package org.sheratan.core.gate;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Reason;
import org.sheratan.core.mission.GateReport.Status;

/** What one gate has found so far: the worst status counts, and the first reasons for it are told. */
final class Findings {
  static final int MAX_REASONS = 8;
  private static final int MAX_NAME_CHARS = 100;

  private final Gate gate;
  private final List<Reason> reasons = new ArrayList<>();
  private Status worst = Status.PASS;

  Findings(Gate gate) {
    this.gate = gate;
  }

  Findings add(Status status, String code, String message) {
    if (status.compareTo(worst) > 0) {
      worst = status;
      reasons.clear();
    }
    Reason reason = new Reason(code, message);
    if (status == worst && reasons.size() < MAX_REASONS && !reasons.contains(reason)) {
      reasons.add(reason);
    }
    return this;
  }

  GateReport report() {
    return new GateReport(gate, worst, reasons);
  }

  /** Part of a request, fit for a message: short, and nothing but printable ASCII. */
  static String shown(String name) {
    String printable = name.replaceAll("[^ -~]", "?");
    return printable.length() <= MAX_NAME_CHARS
        ? printable
        : printable.substring(0, MAX_NAME_CHARS - 3) + "...";
  }
}
