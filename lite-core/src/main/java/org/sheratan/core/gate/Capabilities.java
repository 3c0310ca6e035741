package org.sheratan.core.gate;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.sheratan.core.gate.Submission.Place;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Status;

/**
 * G2: what may be done at all. What is forbidden stays so under any name's spelling, and inside of plans too, whether they name
 * what is to be done by a text, a list or an object.
 */
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
    Stream.concat(FORBIDDEN.stream(), rules.deny().stream()).map(Capabilities::letters).forEach(denied::add);
    rules.allow().stream().map(Capabilities::apart).forEach(allowed::add);
    this.known = known;
  }

  @Override
  public GateReport judge(Submission submission) {
    Findings findings = new Findings(Gate.CAPABILITY);
    String kind = submission.spec().kind();
    if (forbidden(kind)) {
      forbid(findings, () -> "kind", kind);
    }
    submission.spec().needs().stream().filter(this::forbidden)
        .forEach(need -> forbid(findings, () -> "needs", need));
    submission.places().stream().filter(place -> place.at().under(NAMING::contains)).filter(this::forbidden)
        .forEach(place -> forbid(findings, place.at()::name, place.text()));
    submission.names().stream().filter(place -> place.at().within().under(NAMING::contains))
        .filter(this::forbidden).forEach(place -> forbid(findings, place.at()::name, place.text()));
    if (!allowed.isEmpty() && !allowed.contains(apart(kind))) {
      findings.add(Status.FAIL, "kind_not_allowed",
          () -> "kind: " + Findings.shown(kind) + " is not among those that gate.allow lists");
    } else if (allowed.isEmpty() && !known.test(kind)) {
      findings.add(Status.WARN, "kind_unknown",
          () -> "kind: " + Findings.shown(kind) + " is not known here; another node may offer it");
    }
    return findings.report();
  }

  private static void forbid(Findings findings, Supplier<String> name, String capability) {
    findings.add(Status.FAIL, "capability_forbidden",
        () -> Findings.shown(name.get()) + ": " + Findings.shown(capability) + " is forbidden");
  }

  private boolean forbidden(String capability) {
    String letters = letters(capability);
    return denied.contains(letters) || letters.startsWith(letters(SELF_MODIFY));
  }

  /** Further inside, what is written in several words is no name: a plan's texts may begin with anything. */
  private boolean forbidden(Place place) {
    boolean name = NAMING.contains(place.key()) || Spelling.folded(place.text()).strip().indexOf(' ') < 0;
    return name ? forbidden(place.text()) : denied.contains(letters(place.text()));
  }

  /** {@code Shell-Exec}, {@code shell.exec} and {@code SHELL EXEC} are all the same. */
  private static String letters(String name) {
    return Words.of(name).letters();
  }

  /** What is allowed is not to be allowed under another name, such as {@code a_bc} for {@code ab_c}. */
  private static String apart(String name) {
    return Spelling.folded(name).strip().replaceAll("[^\\p{L}\\p{N}]+", "_");
  }
}
