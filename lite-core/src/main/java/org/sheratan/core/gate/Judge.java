package org.sheratan.core.gate;

import org.sheratan.core.mission.GateReport;

/** One gate: pure, so that the same request always gets the same report. */
interface Judge {
  GateReport judge(Submission submission);
}
