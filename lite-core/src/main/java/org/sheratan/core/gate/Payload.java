package org.sheratan.core.gate;

import org.sheratan.core.gate.Submission.Place;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Status;
import org.sheratan.core.mission.JobSpec;

/** G1: a kind that is a name, and parameters that somebody could mean. What a tool wants of them is its own rule. */
final class Payload implements Judge {
  @Override
  public GateReport judge(Submission submission) {
    Findings findings = new Findings(Gate.PAYLOAD);
    if (!JobSpec.isKind(submission.spec().kind())) {
      findings.add(Status.FAIL, "kind_shape",
          () -> "kind: expected 1 to 64 lower-case letters, digits, _ . -, such as read_file");
    }
    if (submission.tooDeep()) {
      findings.add(Status.FAIL, "params_deep", () -> "params: nested deeper than " + Submission.MAX_DEPTH);
    }
    if (submission.tooMany()) {
      findings.add(Status.FAIL, "params_many",
          () -> "params: more than " + Submission.MAX_VALUES + " values");
    }
    submission.names().stream().map(Place::text)
        .filter(name -> name.isEmpty() || name.chars().anyMatch(Character::isISOControl))
        .forEach(name -> findings.add(Status.FAIL, "params_name",
            () -> "params: a member without a name, or with a control character in it"));
    submission.places().stream().filter(place -> place.text().indexOf('\0') >= 0)
        .forEach(place -> findings.add(Status.FAIL, "params_nul",
            () -> Findings.shown(place.at().name()) + ": holds a NUL character"));
    return findings.report();
  }
}
