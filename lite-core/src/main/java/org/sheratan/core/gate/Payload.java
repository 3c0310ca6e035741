package org.sheratan.core.gate;

import java.util.regex.Pattern;

import org.sheratan.core.gate.Submission.Place;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Status;

/** G1: a kind that is a name, and parameters that somebody could mean. What a tool wants of them is its own rule. */
final class Payload implements Judge {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

  @Override
  public GateReport judge(Submission submission) {
    Findings findings = new Findings(Gate.PAYLOAD);
    if (!KIND.matcher(submission.spec().kind()).matches()) {
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
