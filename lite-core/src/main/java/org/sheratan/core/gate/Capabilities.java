package org.sheratan.core.gate;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Status;

/** G2: what may be done at all. What is forbidden stays so under any name's spelling, and inside of plans too. */
final class Capabilities implements Judge {
  /** Of the original; {@link #SELF_MODIFY} stands for all that begin so. */
  static final List<String> FORBIDDEN = List.of("shell_exec", "powershell_exec", "registry_edit",
      "delete_tree", "exec_from_output");
  static final String SELF_MODIFY = "self_modify";
  /** Members by which a request, or a plan in it, names what is to be done or needed. */
  private static final List<String> NAMING = List.of("kind", "task", "action", "tool", "intent", "capability",
      "capabilities", "requires", "needs");

  private final SortedSet<String> denied = new TreeSet<>();
  private final SortedSet<String> allowed = new TreeSet<>();
  private final Predicate<String> known;

  /** @param known whether this node knows what a kind is */
  Capabilities(GateRules rules, Predicate<String> known) {
    Stream.concat(FORBIDDEN.stream(), rules.deny().stream()).map(Capabilities::plain).forEach(denied::add);
    rules.allow().stream().map(Capabilities::plain).forEach(allowed::add);
    this.known = known;
  }

  @Override
  public GateReport judge(Submission submission) {
    Findings findings = new Findings(Gate.CAPABILITY);
    String kind = submission.spec().kind();
    forbid(findings, "kind", kind);
    submission.spec().needs().forEach(need -> forbid(findings, "needs", need));
    submission.places().stream().filter(place -> NAMING.contains(place.key().toLowerCase(Locale.ROOT)))
        .forEach(place -> forbid(findings, Findings.shown(place.name()), place.text()));
    if (!allowed.isEmpty() && !allowed.contains(plain(kind))) {
      findings.add(Status.FAIL, "kind_not_allowed",
          "kind: " + Findings.shown(kind) + " is not among those that gate.allow lists");
    } else if (allowed.isEmpty() && !known.test(kind)) {
      findings.add(Status.WARN, "kind_unknown",
          "kind: " + Findings.shown(kind) + " is not known here; another node may offer it");
    }
    return findings.report();
  }

  private void forbid(Findings findings, String name, String capability) {
    String plain = plain(capability);
    if (denied.contains(plain) || plain.startsWith(SELF_MODIFY)) {
      findings.add(Status.FAIL, "capability_forbidden",
          name + ": " + Findings.shown(capability) + " is forbidden");
    }
  }

  /** {@code Shell-Exec}, {@code shell.exec} and {@code SHELL EXEC} are all the same. */
  private static String plain(String name) {
    return Words.plain(name).strip().replaceAll("[\\s.:/]+", "_");
  }
}
