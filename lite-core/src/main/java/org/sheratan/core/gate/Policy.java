package org.sheratan.core.gate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.sheratan.core.gate.GateRules.FollowUps;
import org.sheratan.core.gate.Submission.Place;
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

  /**
   * @param listed as people wrote it
   * @param plain as it is compared
   */
  private record Phrase(String listed, String plain) {}

  private final List<Phrase> hard;
  private final List<Phrase> soft;
  private final int maxPatchOperations;
  private final GateRules.Opinions opinions;

  Policy(GateRules rules) {
    this.hard = plain(Phrases.HARD, rules.hardPhrases());
    this.soft = plain(Phrases.SOFT, rules.softPhrases());
    this.maxPatchOperations = rules.maxPatchOperations();
    this.opinions = rules.opinions();
  }

  @Override
  public GateReport judge(Submission submission) {
    Findings findings = new Findings(Gate.POLICY);
    for (Place place : submission.places()) {
      String text = Words.plain(place.text());
      look(findings, Status.PAUSE, "phrase_hard", place, text, hard);
      look(findings, Status.WARN, "phrase_soft", place, text, soft);
    }
    long operations = operations(submission);
    if (operations > maxPatchOperations) {
      findings.add(Status.PAUSE, "patch_large",
          operations + " patch operations in one job, more than " + maxPatchOperations);
    }
    opinion(submission, findings.report().status())
        .ifPresent(why -> findings.add(Status.PAUSE, GateReport.SECOND_OPINION, why));
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

  private static void look(Findings findings, Status status, String code, Place place, String text,
      List<Phrase> phrases) {
    phrases.stream().filter(phrase -> Words.holds(text, phrase.plain()))
        .forEach(phrase -> findings.add(status,
            code, Findings.shown(place.name()) + " says \"" + Findings.shown(phrase.listed()) + "\""));
  }

  private static long operations(Submission submission) {
    long listed = CHANGES.stream().mapToLong(submission::items).sum();
    // A unified diff begins each change so.
    return listed + submission.places().stream().filter(place -> DIFFS.contains(place.key()))
        .flatMap(place -> place.text().lines()).filter(line -> line.startsWith("@@ ")).count();
  }

  private static List<Phrase> plain(List<String> always, List<String> more) {
    return Stream.concat(always.stream(), more.stream())
        .map(listed -> new Phrase(listed, Words.plain(listed).strip()))
        .filter(phrase -> !phrase.plain().isEmpty()).toList();
  }
}
