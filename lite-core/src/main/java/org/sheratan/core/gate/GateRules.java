package org.sheratan.core.gate;

import java.util.List;

/**
 * What an operator may choose. The gates themselves cannot be turned off, and what is forbidden by default stays so.
 *
 * @param allow kinds that may become jobs; empty: every kind, those this node does not know with a warning
 * @param deny kinds and capabilities that never may, besides those that never may anywhere
 * @param hardPhrases words that pause a job, besides those that always do
 * @param softPhrases words that are worth a warning, besides those that always are
 * @param maxPatchOperations more of them in one job pause it
 * @param maxHeld paused jobs kept for a decision; further ones are refused
 * @param holdMs how long a paused job waits for a decision, power-off time not counted; then it expires
 * @param opinions which jobs wait for a second opinion, besides those whose senders ask for one
 */
public record GateRules(List<String> allow, List<String> deny, List<String> hardPhrases,
    List<String> softPhrases, int maxPatchOperations, int maxHeld, long holdMs, Opinions opinions) {
  private static final long DAY_MS = 86_400_000;

  /** Which of the jobs that follow from results wait for a second opinion. */
  public enum FollowUps {
    NONE,
    /** Those worth a warning. */
    WARNED, ALL
  }

  /** @param kinds of jobs that wait for one, wherever they come from */
  public record Opinions(List<String> kinds, FollowUps followUps) {
    public static final Opinions NONE = new Opinions(List.of(), FollowUps.NONE);

    public Opinions {
      kinds = List.copyOf(kinds);
    }
  }

  public static final GateRules DEFAULT = new GateRules(List.of(), List.of(), List.of(), List.of(), 50, 100,
      7 * DAY_MS);

  /** No job waits for a second opinion unless its sender wants it. */
  public GateRules(List<String> allow, List<String> deny, List<String> hardPhrases,
      List<String> softPhrases, int maxPatchOperations, int maxHeld, long holdMs) {
    this(allow, deny, hardPhrases, softPhrases, maxPatchOperations, maxHeld, holdMs, Opinions.NONE);
  }

  /** As an auditor looks, who is not to send on what was sent for an opinion. */
  public GateRules withoutOpinions() {
    return new GateRules(allow, deny, hardPhrases, softPhrases, maxPatchOperations, maxHeld, holdMs);
  }

  public GateRules {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    hardPhrases = List.copyOf(hardPhrases);
    softPhrases = List.copyOf(softPhrases);
  }
}
