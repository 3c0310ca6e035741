package org.sheratan.core.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Reason;
import org.sheratan.core.mission.GateReport.Status;

/** What one gate has found so far: the worst status counts, and the first reasons for it are told. */
final class Findings {
  static final int MAX_REASONS = 8;
  /** Of many that read alike, no more are made to compare them. */
  private static final int MAX_LOOKED = 64;
  private static final int MAX_NAME_CHARS = 100;

  private final Gate gate;
  private final List<Reason> reasons = new ArrayList<>();
  private Status worst = Status.PASS;
  private int looked;

  Findings(Gate gate) {
    this.gate = gate;
  }

  /** @param message made only where it may be told: names of places deep inside are long */
  Findings add(Status status, String code, Supplier<String> message) {
    if (status.compareTo(worst) > 0) {
      worst = status;
      reasons.clear();
      looked = 0;
    }
    if (status == worst && reasons.size() < MAX_REASONS && looked++ < MAX_LOOKED) {
      Reason reason = new Reason(code, message.get());
      if (!reasons.contains(reason)) {
        reasons.add(reason);
      }
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
