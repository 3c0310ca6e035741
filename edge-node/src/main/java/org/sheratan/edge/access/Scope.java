package org.sheratan.edge.access;

import java.util.Arrays;
import java.util.Optional;

/**
 * How much a caller may do, and how much an operation asks for; each includes those before it. Words are stored and never
 * change.
 */
public enum Scope {
  /** What anyone may ask, without a token. */
  NONE("none"),
  /** Looking at what there is. */
  READ("read"),
  /** Having work done, and taking it back: missions, jobs, plans, schedules, messages. */
  SUBMIT("submit"),
  /** Deciding for the node: held jobs, results of workers outside, trust, groups, what the radio sends for a test. */
  OPERATE("operate"),
  /** What the node is: its law, who comes in, whom the whole network trusts. */
  ADMIN("admin");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** As the API, the command line and the store spell it. */
  public String word() {
    return word;
  }

  public boolean includes(Scope needed) {
    return compareTo(needed) >= 0;
  }

  /** One that a token may have; empty for any other word. */
  public static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope != NONE && scope.word.equals(word)).findFirst();
  }
}
