package org.sheratan.edge.console.line;

/** What somebody has entered. */
public sealed interface Entry {
  record Line(String text) implements Entry {}

  /** Longer than any command: nothing of it is used. */
  record TooLong() implements Entry {}

  /** Ctrl-C. */
  record Interrupt() implements Entry {}

  /** Ctrl-D on an empty line. */
  record End() implements Entry {}
}
