package org.sheratan.edge.bundle;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of our log (docs/operations.md, *Log*): time, level and event stay, of the rest what is a number or in a list of what we
 * say ourselves. What does not look like such a line is left out whole, and counted.
 */
final class LogRedaction {
  private static final int MOST_LINES = 400;
  private static final int MOST_CHARS = 600;
  private static final Pattern PAIR = Pattern.compile("([a-z_0-9]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|\\S*)");
  private static final Pattern LINE = Pattern.compile("time=\\S+ level=\\S+ event=.*");
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]+)?|true|false");
  private static final Set<String> OURS = new TreeSet<>(
      Set.of("time", "level", "event", "why", "part", "version", "trace", "state", "link", "file"));

  private final Redaction redaction;

  LogRedaction(Redaction redaction) {
    this.redaction = redaction;
  }

  /** The last lines, one below the other. */
  String of(List<String> lines) {
    List<String> latest = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    List<String> kept = latest.stream().filter(line -> LINE.matcher(line).matches()).map(this::line).toList();
    return "# " + kept.size() + " lines; " + (latest.size() - kept.size())
        + " of others were left out\n" + String.join("\n", kept) + (kept.isEmpty() ? "" : "\n");
  }

  private String line(String line) {
    StringBuilder out = new StringBuilder();
    Matcher pairs = PAIR.matcher(line);
    while (pairs.find()) {
      out.append(out.isEmpty() ? "" : " ").append(pairs.group(1)).append('=')
          .append(value(pairs.group(1), pairs.group(2)));
    }
    String text = redaction.text(out.toString());
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
  }

  private static String value(String name, String value) {
    return OURS.contains(name) || PLAIN.matcher(value).matches() ? value : "[removed]";
  }
}
