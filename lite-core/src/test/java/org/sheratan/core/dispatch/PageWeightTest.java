package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Passage;

class PageWeightTest {
  private static Job job(JobSpec spec, List<GateReport.Reason> reasons) {
    GateReport report = new GateReport(GateReport.Gate.POLICY, GateReport.Status.WARN, reasons);
    return Job.accepted(new JobId("k7f3q2ab", 1, 1), spec,
        JobNotes.of(Origin.UNKNOWN, Passage.of(List.of(report))), 0);
  }

  /** Jobs that said little and were told much of filled the memory by the thousand. */
  @Test
  void shouldWeighAllThatIsToldOfAJob() {
    JobSpec spec = JobSpec.of("ping", Json.Obj.EMPTY);
    long bare = PageWeight.of(job(spec, List.of()));
    assertTrue(bare >= 1_024 && bare < 2_048, bare + " bytes");
    assertTrue(
        PageWeight.of(job(spec, List.of(new GateReport.Reason("words", "x".repeat(5_000))))) > bare + 5_000);
    assertTrue(PageWeight.of(job(spec.needing(List.of("gpu:" + "8".repeat(500))), List.of())) > bare + 500);
    assertTrue(PageWeight
        .of(job(spec.after(List.of(new JobId("k7f3q2ab", 1, 2), new JobId("k7f3q2ab", 1, 3))),
            List.of())) > bare + 200);
  }
}
