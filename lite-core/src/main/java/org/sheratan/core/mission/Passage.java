package org.sheratan.core.mission;

import java.util.List;
import java.util.Optional;

/**
 * How a job came through the gates.
 *
 * @param reports one for each gate that was asked, in their order; empty for jobs stored before there were gates
 * @param decision what a person said of a paused one
 */
public record Passage(List<GateReport> reports, Optional<Decision> decision) {
  public static final Passage NONE = new Passage(List.of(), Optional.empty());

  public Passage {
    reports = List.copyOf(reports);
  }

  /**
   * A person's word about a held job.
   *
   * @param by where that person sat
   * @param wallMs when, 0 when the node had no time that is vouched for
   */
  public record Decision(boolean approved, Origin by, String reason, long wallMs) {
    public static final int MAX_REASON_CHARS = 200;

    /** Such as {@code rejected by console: not today}. */
    public String line() {
      String who = by.zone().word() + (by.name().isEmpty() ? "" : " " + by.name());
      return (approved ? "approved" : "rejected") + " by " + who + ": " + reason;
    }
  }

  public Passage decided(Decision how) {
    return new Passage(reports, Optional.of(how));
  }

  /** Whether all it is held for is a second opinion, so that auditors may decide. */
  public boolean forAuditors() {
    return reports.stream().filter(report -> report.status() == GateReport.Status.PAUSE)
        .anyMatch(report -> report.reasons().stream()
            .allMatch(reason -> reason.code().equals(GateReport.SECOND_OPINION)));
  }

  /** Why it is held, for people. */
  public String why() {
    return reports.stream().filter(report -> report.status() == GateReport.Status.PAUSE)
        .map(report -> "held by gate " + report.line()).findFirst().orElse("");
  }
}
