package org.sheratan.core.gate;

import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Status;
import org.sheratan.core.mission.Origin.Zone;

/** G0: nothing becomes a job that came from nowhere, and nothing that came out of a tool without a person's word. */
final class Barrier implements Judge {
  @Override
  public GateReport judge(Submission submission) {
    Findings findings = new Findings(Gate.BARRIER);
    if (submission.origin().zone() == Zone.UNKNOWN) {
      findings.add(Status.FAIL, "zone_unknown", () -> "it is not known where the request comes from");
    } else if (submission.origin().zone() == Zone.OUTPUT) {
      findings.add(Status.PAUSE, "zone_output", () -> "the request is the output of something that ran");
    }
    return findings.report();
  }
}
