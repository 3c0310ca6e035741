package org.sheratan.core.sim;

import java.util.List;

/**
 * How a trial of auditors went. It is simulated, whoever prints it says so.
 *
 * @param bad requests that should not run
 * @param falseApprovals of these, approved
 * @param falseRejections of the others, rejected
 * @param undecided requests that wait for a person in the end
 * @param latenciesMs from handing a request in until the verdict is on disk, ascending, of those with one
 * @param spanMs from the first request to the last verdict
 * @param transmissions frames on the way, all told
 */
public record AuditTrialReport(int jobs, int bad, int falseApprovals, int falseRejections, int undecided,
    List<Long> latenciesMs, long spanMs, long transmissions) {
  public AuditTrialReport {
    latenciesMs = List.copyOf(latenciesMs);
  }

  /** The latency that a share of the verdicts keeps to; 0 where there was none. */
  public long latencyMs(double share) {
    int last = latenciesMs.size() - 1;
    return last < 0 ? 0 : latenciesMs.get((int) Math.min(last, Math.floor(share * latenciesMs.size())));
  }

  public double verdictsPerSecond() {
    return spanMs == 0 ? 0 : 1000.0 * latenciesMs.size() / spanMs;
  }
}
