package org.sheratan.core.gate;

import java.util.List;

import org.sheratan.core.mission.GateReport;

/** What the gates said of a request. */
public sealed interface Ruling permits Cleared, Ruling.Barred {
  /** One for each gate that was asked, in their order. */
  List<GateReport> reports();

  /** It does not become a job; the last report says why. */
  record Barred(List<GateReport> reports) implements Ruling {
    public Barred {
      reports = List.copyOf(reports);
    }
  }
}
