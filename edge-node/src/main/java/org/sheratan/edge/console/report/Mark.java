package org.sheratan.edge.console.report;

/** How one part is, in a word of four letters. */
enum Mark {
  OK(" OK "),
  /** Works, and waits for the operator. */
  HELD("HELD"),
  /** Not yet. */
  WAIT("WAIT"),
  /** The node does without. */
  WARN("WARN"), FAIL("FAIL");

  private final String word;

  Mark(String word) {
    this.word = word;
  }

  /** Such as {@code [HELD] transmit       region not set}. */
  String line(String part, String text) {
    return " [" + word + "] " + String.format("%-15s", part) + text;
  }
}
