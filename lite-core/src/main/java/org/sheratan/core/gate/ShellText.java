package org.sheratan.core.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts a text into commands somewhat as a shell would (POSIX, Shell Command Language, 2.2 to 2.9): quotes and backslashes gone,
 * a command ended by {@code ; & ( ) |}, a backquote or the end of the line. Nothing is expanded but {@code $IFS} and {@code $HOME}.
 * Braces, brackets and commas part words, as in lists of other languages and in {@code {rm,-rf,/}}. Of a text that is no script each line is a command. Bars of a table's rows are no pipes. One pass over the text.
 */
final class ShellText {
  /** Without any of these a word has neither options nor operands, and nothing is piped into it. */
  private static final String SIGNS = "-/~|*:$";
  private static final List<String> SPACES = List.of("$ifs", "${ifs}");
  private static final List<String> HOMES = List.of("$home", "${home}");

  private final String text;
  private final List<ShellCommand> commands = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private List<String> words = new ArrayList<>();
  private boolean piped;
  private boolean row;

  private ShellText(String text) {
    this.text = text;
  }

  /** @param folded none of whose commands are looked for where it has nothing but words */
  static List<ShellCommand> commands(String folded) {
    if (folded.chars().noneMatch(sign -> SIGNS.indexOf(sign) >= 0)) {
      return List.of();
    }
    ShellText script = new ShellText(folded);
    script.row = script.isRow(0);
    for (int at = 0; at < folded.length();) {
      at += script.take(at);
    }
    script.endCommand(false);
    return script.commands;
  }

  /** @return how many characters it took */
  private int take(int at) {
    char sign = text.charAt(at);
    switch (sign) {
      case '"', '\'' -> {
        return 1;
      }
      case '\\' -> {
        if (text.startsWith("\n", at + 1)) {
          endWord();
          return 2;
        }
        return 1;
      }
      case ' ', ',', '{', '}', '[', ']' -> endWord();
      case '$' -> {
        return expanded(at);
      }
      case '|' -> {
        boolean twice = text.startsWith("||", at);
        endCommand(!twice && !row);
        return twice ? 2 : 1;
      }
      case ';', '(', ')', '`' -> endCommand(false);
      case '&' -> endCommand(atPipe());
      case '\n' -> {
        endCommand(atPipe());
        row = isRow(at + 1);
      }
      default -> word.append(sign);
    }
    return 1;
  }

  /** A pipe goes on with {@code |&}, and in the next line. */
  private boolean atPipe() {
    return piped && words.isEmpty() && word.isEmpty();
  }

  private int expanded(int at) {
    for (String name : SPACES) {
      if (text.startsWith(name, at)) {
        endWord();
        return name.length();
      }
    }
    for (String name : HOMES) {
      if (text.startsWith(name, at)) {
        word.append('~');
        return name.length();
      }
    }
    word.append('$');
    return 1;
  }

  private boolean isRow(int begin) {
    int end = text.indexOf('\n', begin);
    String line = text.substring(begin, end < 0 ? text.length() : end).strip();
    return line.length() > 1 && line.startsWith("|") && line.endsWith("|");
  }

  private void endWord() {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private void endCommand(boolean nextPiped) {
    endWord();
    if (!words.isEmpty()) {
      commands.add(ShellCommand.of(piped, words));
      words = new ArrayList<>();
    }
    piped = nextPiped;
  }
}
