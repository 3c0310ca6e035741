package org.sheratan.core.gate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.sheratan.core.gate.GateRules.FollowUps;
import org.sheratan.core.gate.Submission.Place;
import org.sheratan.core.gate.Submission.Run;
import org.sheratan.core.gate.Submission.Step;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Status;
import org.sheratan.core.mission.Origin.Zone;

/**
 * G4: words that ask for more than work, and changes too many to be meant. It reads words, not intentions: other words
 * get by it. It is there so that a person looks at what should make everybody look.
 */
final class Policy implements Judge {
  /** Members that hold the single changes of a patch. */
  private static final List<String> CHANGES = List.of("patch", "patches", "operations", "ops", "edits",
      "hunks",
      "changes");
  private static final List<String> DIFFS = List.of("patch", "diff");

  /** @param listed as people wrote it */
  private record Listed(Status status, String code, String listed, Phrase phrase) {}

  private final List<Listed> phrases;
  private final int maxPatchOperations;
  private final GateRules.Opinions opinions;

  Policy(GateRules rules) {
    this.phrases = Stream
        .of(listed(Status.PAUSE, "phrase_hard", Phrases.HARD),
            listed(Status.WARN, "phrase_soft", Phrases.SOFT),
            listed(Status.PAUSE, "phrase_hard", rules.hardPhrases()),
            listed(Status.WARN, "phrase_soft", rules.softPhrases()))
        .flatMap(listed -> listed).toList();
    this.maxPatchOperations = rules.maxPatchOperations();
    this.opinions = rules.opinions();
  }

  @Override
  public GateReport judge(Submission submission) {
    Findings findings = new Findings(Gate.POLICY);
    submission.runs().forEach(run -> look(findings, run));
    long operations = operations(submission);
    if (operations > maxPatchOperations) {
      findings.add(Status.PAUSE, "patch_large",
          () -> operations + " patch operations in one job, more than " + maxPatchOperations);
    }
    opinion(submission, findings.report().status())
        .ifPresent(why -> findings.add(Status.PAUSE, GateReport.SECOND_OPINION, () -> why));
    return findings.report();
  }

  /** Why it waits for a second opinion; where it pauses for more than that, a person decides. */
  private Optional<String> opinion(Submission submission, Status so) {
    boolean follows = submission.origin().zone() == Zone.CHAIN;
    if (submission.spec().notes().inquiry().isPresent()) {
      return Optional.empty();
    }
    if (submission.spec().notes().audited()) {
      return Optional.of("a second opinion is asked for");
    }
    if (opinions.kinds().contains(submission.spec().kind())) {
      return Optional.of("kind: " + submission.spec().kind() + " needs a second opinion");
    }
    if (follows && opinions.followUps() == FollowUps.ALL) {
      return Optional.of("what follows from a result needs a second opinion");
    }
    return follows && opinions.followUps() == FollowUps.WARNED && so == Status.WARN
        ? Optional.of("what follows from a result, and is warned about, needs a second opinion")
        : Optional.empty();
  }

  /** Each text by itself, then those of a list in a row for what none of them says alone. */
  private void look(Findings findings, Run run) {
    Set<Listed> told = new LinkedHashSet<>();
    for (Place place : run.places()) {
      List<Listed> said = said(List.of(place.text()));
      said.forEach(phrase -> tell(findings, place.at(), phrase));
      told.addAll(said);
    }
    if (run.places().size() > 1) {
      said(run.places().stream().map(Place::text).toList()).stream().filter(phrase -> !told.contains(phrase))
          .forEach(phrase -> tell(findings, run.at(), phrase));
    }
  }

  private List<Listed> said(List<String> texts) {
    Reading reading = Reading.of(texts);
    List<Listed> said = new ArrayList<>();
    for (Listed listed : phrases) {
      if (listed.phrase().in(reading)) {
        said.add(listed);
      }
    }
    return said;
  }

  private static void tell(Findings findings, Step at, Listed phrase) {
    findings.add(phrase.status(), phrase.code(),
        () -> Findings.shown(at.name()) + " says \"" + Findings.shown(phrase.listed()) + "\"");
  }

  private static long operations(Submission submission) {
    long listed = CHANGES.stream().mapToLong(submission::items).sum();
    // A unified diff begins each change so.
    return listed + submission.places().stream().filter(place -> DIFFS.contains(place.key()))
        .flatMap(place -> place.text().lines()).filter(line -> line.startsWith("@@ ")).count();
  }

  private static Stream<Listed> listed(Status status, String code, List<String> phrases) {
    return phrases.stream().map(listed -> new Listed(status, code, listed, Phrase.of(listed)));
  }
}
