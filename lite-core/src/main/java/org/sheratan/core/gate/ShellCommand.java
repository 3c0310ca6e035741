package org.sheratan.core.gate;

import java.util.List;

/**
 * One command of a text.
 *
 * @param piped whether another command's output goes into it
 * @param words at least one, none of them empty
 * @param names what each of the words is called if it is the program
 */
record ShellCommand(boolean piped, List<String> words, List<String> names) {
  private static final List<String> ENDINGS = List.of(".exe", ".com", ".cmd");
  private static final String JOINTS = "._-";

  static ShellCommand of(boolean piped, List<String> words) {
    return new ShellCommand(piped, words, words.stream().map(ShellCommand::name).toList());
  }

  /** Without folder, ending, the signs that a sentence puts around it, and what it is said of, as in {@code command="rm …}. */
  private static String name(String word) {
    int end = word.length();
    while (end > 0 && !Words.isLetter(word.charAt(end - 1))) {
      end--;
    }
    int begin = end;
    while (begin > 0
        && (Words.isLetter(word.charAt(begin - 1)) || JOINTS.indexOf(word.charAt(begin - 1)) >= 0)) {
      begin--;
    }
    while (begin < end && !Words.isLetter(word.charAt(begin))) {
      begin++;
    }
    String name = word.substring(begin, end);
    return ENDINGS.stream().filter(name::endsWith).findFirst()
        .map(ending -> name.substring(0, name.length() - ending.length())).orElse(name);
  }
}
