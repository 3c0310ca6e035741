package org.sheratan.core.gate;

import java.util.List;

import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Passage;

/** A request that the gates let become a job, at once or once a person approves. Only {@link Gates} makes one. */
public final class Cleared implements Ruling {
  private final JobSpec spec;
  private final Origin origin;
  private final List<GateReport> reports;

  Cleared(JobSpec spec, Origin origin, List<GateReport> reports) {
    this.spec = spec;
    this.origin = origin;
    this.reports = List.copyOf(reports);
  }

  public JobSpec spec() {
    return spec;
  }

  public Origin origin() {
    return origin;
  }

  @Override
  public List<GateReport> reports() {
    return reports;
  }

  /** Whether auditors are to be asked about it. */
  public boolean wantsOpinion() {
    return Passage.of(reports).wantsOpinion();
  }

  /** Whether a person has to approve it first. */
  public boolean paused() {
    return reports.stream().anyMatch(report -> report.status() == GateReport.Status.PAUSE);
  }
}
