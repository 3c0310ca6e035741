package org.sheratan.core.mission;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a job came through the gates.
 *
 * @param reports one for each gate that was asked, in their order; empty for jobs stored before there were gates
 * @param allowed what a person said of a paused one about which auditors are to decide after that
 * @param decision what a person said of a paused one in the end, or auditors
 */
public record Passage(List<GateReport> reports, Optional<Decision> allowed, Optional<Decision> decision) {
  public static final Passage NONE = of(List.of());

  public Passage {
    reports = List.copyOf(reports);
  }

  /** Of a request that nobody has decided about. */
  public static Passage of(List<GateReport> reports) {
    return new Passage(reports, Optional.empty(), Optional.empty());
  }

  /**
   * A person's word about a held job, or what auditors agree upon.
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

  Passage allowed(Decision how) {
    return new Passage(reports, Optional.of(how), decision);
  }

  public Passage decided(Decision how) {
    return new Passage(reports, allowed, Optional.of(how));
  }

  /** Whether a second opinion is all it is held for now, so that auditors may decide. */
  public boolean forAuditors() {
    return wantsOpinion() && (allowed.isPresent() || forPerson().isEmpty());
  }

  /** Whether a person has to let it go on before auditors may decide. */
  public boolean forPersonFirst() {
    return wantsOpinion() && !forAuditors();
  }

  /** For what a person let it go on: codes of reasons. */
  public List<String> passed() {
    return allowed.isPresent() ? forPerson() : List.of();
  }

  /** Whether a second opinion is among what it is held for. */
  public boolean wantsOpinion() {
    return pauses().flatMap(report -> report.reasons().stream()).anyMatch(GateReport.Reason::wantsOpinion);
  }

  private List<String> forPerson() {
    return pauses().flatMap(report -> report.reasons().stream()).filter(reason -> !reason.wantsOpinion())
        .map(GateReport.Reason::code).distinct().toList();
  }

  private Stream<GateReport> pauses() {
    return reports.stream().filter(report -> report.status() == GateReport.Status.PAUSE);
  }

  /** Why it is held, for people: what each gate says that paused it. */
  public String why() {
    String said = String.join("; gate ", pauses().map(GateReport::line).toList());
    return said.isEmpty() ? "" : "held by gate " + said;
  }
}
