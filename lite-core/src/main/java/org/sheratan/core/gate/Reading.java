package org.sheratan.core.gate;

import java.util.List;

/**
 * A text before the last gate, or the texts of one list in a row, laid out once for all phrases. All of it grows as the
 * text does, and no faster.
 *
 * @param literal folded, with white space left only between letters
 */
record Reading(Words words, List<ShellCommand> commands, String literal) {
  static Reading of(List<String> texts) {
    List<String> folded = texts.stream().map(Spelling::folded).toList();
    String script = script(folded);
    return new Reading(Words.of(folded), ShellText.commands(script), literal(script));
  }

  static String literal(String folded) {
    StringBuilder literal = new StringBuilder(folded.length());
    boolean space = false;
    for (int at = 0; at < folded.length(); at++) {
      char next = folded.charAt(at);
      boolean spaceToo = next == ' ' || next == '\n';
      if (!spaceToo) {
        boolean between = space && !literal.isEmpty() && Words.isLetter(next)
            && Words.isLetter(literal.charAt(literal.length() - 1));
        literal.append(between ? " " : "").append(next);
      }
      space = spaceToo;
    }
    return literal.toString();
  }

  /** The words of one command may be a list, as a program gets them; where both have several words each is a line. */
  private static String script(List<String> folded) {
    StringBuilder script = new StringBuilder();
    boolean line = false;
    for (String text : folded) {
      boolean lineToo = text.indexOf(' ') >= 0;
      script.append(script.isEmpty() ? "" : line && lineToo ? "\n" : " ").append(text);
      line = lineToo;
    }
    return script.toString();
  }
}
