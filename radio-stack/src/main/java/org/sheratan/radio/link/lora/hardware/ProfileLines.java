package org.sheratan.radio.link.lora.hardware;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The lines {@code key = value} of one profile, each key once, {@code #} begins a comment line. Every key that is not
 * asked for is one too many.
 */
final class ProfileLines {
  private static final int MAX_CHARS = 8_192;
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private record Line(int number, String value) {}

  private final String file;
  private final Map<String, Line> lines = new TreeMap<>();
  private Line last = new Line(0, "");

  ProfileLines(String file, String text) throws BoardProfileException {
    this.file = file;
    if (text.length() > MAX_CHARS) {
      throw new BoardProfileException(file, 0, "file", "expected at most " + MAX_CHARS + " characters");
    }
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        add(number, line);
      }
    }
  }

  private void add(int number, String line) throws BoardProfileException {
    int equals = line.indexOf('=');
    String key = equals < 0 ? line.strip() : line.substring(0, equals).strip();
    if (equals < 0 || !KEY.matcher(key).matches()) {
      throw new BoardProfileException(file, number, printable(key), "expected key = value");
    }
    String value = line.substring(equals + 1).strip();
    if (value.isEmpty() || !value.equals(printable(value))) {
      throw new BoardProfileException(file, number, key, "expected a value of visible characters");
    }
    if (lines.putIfAbsent(key, new Line(number, value)) != null) {
      throw new BoardProfileException(file, number, key, "stands twice");
    }
  }

  private static String printable(String text) {
    return text.codePoints().map(each -> Character.isISOControl(each) ? '?' : each)
        .limit(200).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  boolean has(String key) {
    return lines.containsKey(key);
  }

  /** Takes a value that must be there. */
  String text(String key) throws BoardProfileException {
    Line line = lines.remove(key);
    if (line == null) {
      throw new BoardProfileException(file, 0, key, "is missing");
    }
    last = line;
    return line.value;
  }

  /** What is wrong with the value taken last. */
  BoardProfileException refusal(String key, String expected) {
    return new BoardProfileException(file, last.number, key,
        "expected " + expected + ", found " + last.value);
  }

  long number(String key, long min, long max) throws BoardProfileException {
    String value = text(key);
    if (value.matches("-?[0-9]{1,12}")) {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw refusal(key, "a whole number from " + min + " to " + max);
  }

  boolean flag(String key) throws BoardProfileException {
    return choice(key, List.of("yes", "no"), value -> value).equals("yes");
  }

  <T> T choice(String key, List<T> choices, Function<T, String> spelling) throws BoardProfileException {
    String value = text(key);
    for (T choice : choices) {
      if (spelling.apply(choice).equals(value)) {
        return choice;
      }
    }
    throw refusal(key, "one of " + String.join(", ", choices.stream().map(spelling).toList()));
  }

  /** Nothing may be left. */
  void end(String reason) throws BoardProfileException {
    for (Map.Entry<String, Line> left : lines.entrySet()) {
      throw new BoardProfileException(file, left.getValue().number, left.getKey(), "is no key " + reason);
    }
  }
}
