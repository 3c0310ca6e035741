package org.sheratan.core.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Status;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;

/**
 * G0 to G4, asked in this order. The first FAIL ends it. Nothing else does: whoever decides about what one of them pauses
 * is to know what all of them say, and what one of them forbids no decision lets run.
 *
 * <pre>
 *               | FAIL                         | PAUSE                               | WARN
 * G0 barrier    | nobody knows from where      | output of something that ran        |
 * G1 payload    | not the shape of a job       |                                     |
 * G2 capability | forbidden, or not allowed    |                                     | kind unknown here
 * G3 path       | upward with ..               | absolute, or outside the workspace  |
 * G4 policy     |                              | hard phrase, patch too large,       | soft phrase
 *               |                              | a second opinion is wanted          |
 * </pre>
 */
public final class Gates {
  private final GateRules rules;
  private final List<Judge> judges;

  /** @param known whether this node knows what a kind is */
  public Gates(GateRules rules, Predicate<String> known) {
    this.rules = rules;
    this.judges = List.of(new Barrier(), new Payload(), new Capabilities(rules, known), new Paths(),
        new Policy(rules));
  }

  public GateRules rules() {
    return rules;
  }

  public Ruling judge(JobSpec spec, Origin origin) {
    List<GateReport> reports = look(spec, origin);
    return reports.getLast().status() == Status.FAIL
        ? new Ruling.Barred(reports)
        : new Cleared(spec, origin, reports);
  }

  /** What they say of a request that nobody makes here: an auditor's look at another node's. */
  public List<GateReport> look(JobSpec spec, Origin origin) {
    Submission submission = new Submission(spec, origin);
    List<GateReport> reports = new ArrayList<>();
    for (Judge judge : judges) {
      reports.add(judge.judge(submission));
      if (reports.getLast().status() == Status.FAIL) {
        break;
      }
    }
    return reports;
  }
}
