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

  static ShellCommand of(boolean piped, List<String> words) {
    return new ShellCommand(piped, words, words.stream().map(ShellCommand::name).toList());
  }

  /** Without folder, ending and the signs that a sentence puts around it. */
  private static String name(String word) {
    int end = word.length();
    while (end > 0 && !Words.isLetter(word.charAt(end - 1))) {
      end--;
    }
    String bare = word.substring(0, end);
    int begin = bare.lastIndexOf('/') + 1;
    while (begin < end && !Words.isLetter(bare.charAt(begin))) {
      begin++;
    }
    String name = bare.substring(begin);
    return ENDINGS.stream().filter(name::endsWith).findFirst()
        .map(ending -> name.substring(0, name.length() - ending.length())).orElse(name);
  }
}
