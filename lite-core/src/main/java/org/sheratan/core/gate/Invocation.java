package org.sheratan.core.gate;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a command is called, as far as a phrase names it: {@code rm -rf /} is every {@code rm} with the options r and f, together or
 * apart, short or long, and an operand that begins with {@code /}. The name may stand anywhere in the command, as in
 * {@code please run /bin/rm …}, but behind a pipe only where the command begins.
 *
 * @param letters of options of one or two letters
 * @param longer options of more letters and a single hyphen, as PowerShell has them
 * @param operands all others; one that begins with a sign is compared as a beginning
 */
record Invocation(boolean piped, String name, SortedSet<Character> letters, List<String> longer,
    List<String> operands) {
  private static final String LONG = "--";
  private static final int CLUSTER_CHARS = 3;
  /** Of Windows; several may be one word. */
  private static final Pattern SWITCHES = Pattern.compile("(/[a-z])+");
  private static final int SWITCH_CHARS = 2;
  private static final Pattern MODE = Pattern.compile("0+[0-7]{3}");
  /** What runs the command that follows. */
  private static final List<String> RUNNERS = List.of("sudo", "doas", "env", "exec", "command", "nohup",
      "busybox");

  static Invocation of(ShellCommand listed) {
    List<String> rest = listed.words().subList(1, listed.words().size());
    List<String> longer = rest.stream().filter(word -> isOption(word) && !word.startsWith(LONG)
        && word.length() > CLUSTER_CHARS).toList();
    return new Invocation(listed.piped(), listed.names().getFirst(),
        letters(rest.stream().filter(word -> !longer.contains(word)).toList()), longer,
        rest.stream().filter(word -> !isOption(word)).toList());
  }

  boolean in(ShellCommand command) {
    List<String> words = command.words();
    if (piped && !command.piped()) {
      return false;
    }
    for (int at = 0; at < words.size(); at++) {
      String here = command.names().get(at);
      if (here.equals(name)) {
        return calls(words.subList(at + 1, words.size()));
      }
      if (piped && !RUNNERS.contains(here) && !isOption(words.get(at)) && words.get(at).indexOf('=') < 0) {
        return false;
      }
    }
    return false;
  }

  private boolean calls(List<String> rest) {
    return (letters.isEmpty() || letters(rest).containsAll(letters))
        && longer.stream().allMatch(option -> rest.stream().anyMatch(word -> word.startsWith(option)))
        && operands.stream()
            .allMatch(
                operand -> rest.stream().flatMap(Invocation::given).anyMatch(word -> fits(word, operand)));
  }

  private static boolean fits(String word, String operand) {
    boolean whole = SWITCHES.matcher(operand).matches()
        || Words.isLetter(operand.charAt(0)) && Words.isLetter(operand.charAt(operand.length() - 1));
    return whole ? word.equals(operand) : word.startsWith(operand);
  }

  /** What an operand may be meant as: {@code /s/q} is two switches or a path, {@code 0777} is {@code 777}. */
  private static Stream<String> given(String word) {
    if (isOption(word)) {
      return Stream.empty();
    }
    if (SWITCHES.matcher(word).matches()) {
      return Stream.concat(Stream.of(word), IntStream.range(0, word.length() / SWITCH_CHARS)
          .mapToObj(at -> word.substring(at * SWITCH_CHARS, (at + 1) * SWITCH_CHARS)));
    }
    return Stream.of(MODE.matcher(word).matches() ? word.substring(word.length() - 3) : word);
  }

  private static boolean isOption(String word) {
    int at = 0;
    while (at < word.length() && word.charAt(at) == '-') {
      at++;
    }
    return at > 0 && at < word.length() && Words.isLetter(word.charAt(at));
  }

  /** Of short options all, of a long one the first, as it mostly stands for. */
  private static SortedSet<Character> letters(List<String> words) {
    SortedSet<Character> letters = new TreeSet<>();
    for (String word : words) {
      if (isOption(word)) {
        String chars = word.startsWith(LONG) ? word.substring(2, 3) : word.substring(1);
        chars.chars().forEach(letter -> letters.add((char) letter));
      }
    }
    return letters;
  }
}
