package org.sheratan.edge.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.core.store.disk.PrivateFiles;

/**
 * Changes one key of a configuration file and nothing else: comments, order and permissions stay. The file is replaced
 * in one step, and only if what would be read from it differs in that key alone.
 */
public final class ConfigEdit {
  private static final Pattern HEADER = Pattern.compile("\\s*\\[\\s*([A-Za-z0-9_.-]+)\\s*\\]\\s*(?:#.*)?");
  private static final Pattern ANY_HEADER = Pattern.compile("\\s*\\[.*");

  private ConfigEdit() {}

  /**
   * Of two at the same time neither loses what the other has set.
   *
   * @param value as TOML, such as {@code "EU868"} with its quotes
   * @throws ConfigException when the file is not readable as it is, or not editable line by line
   * @throws IOException when it cannot be written; it is unchanged then
   */
  public static synchronized void set(Path file, String table, String key, String value)
      throws ConfigException, IOException {
    Path real = file.toRealPath();
    ConfigReader.read(real);
    String text = draft(real, Files.readString(real), table, key, value);
    PrivateFiles.rewrite(real, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What {@link #set} would write.
   *
   * @param file names {@code text} in errors
   */
  public static String draft(Path file, String text, String table, String key, String value)
      throws ConfigException {
    String changed = changed(Section.withoutMark(text), table, key, value);
    if (!onlyThat(ConfigReader.parse(file, text), ConfigReader.parse(file, changed), key, value)) {
      throw new ConfigException(file, ConfigException.Place.WHOLE_FILE,
          "[" + table + "] " + key
              + " is written in a way that cannot be changed from outside; edit it by hand");
    }
    return changed;
  }

  /** The text with that key set: in its place, else at the top of its table, else in a new table at the end. */
  static String changed(String text, String table, String key, String value) {
    Pattern assignment = Pattern
        .compile("(\\s*" + Pattern.quote(key) + "\\s*=\\s*)([^#\"']*|\"[^\"]*\"|'[^']*')(\\s*(?:#.*)?)");
    List<String> lines = new ArrayList<>(text.lines().toList());
    int header = -1;
    boolean inside = false;
    for (int index = 0; index < lines.size(); index++) {
      Matcher head = HEADER.matcher(lines.get(index));
      if (ANY_HEADER.matcher(lines.get(index)).matches()
          && !(inside && assignment.matcher(lines.get(index)).matches())) {
        inside = head.matches() && head.group(1).equals(table);
        header = inside ? index : header;
      }
      Matcher line = assignment.matcher(lines.get(index));
      if (inside && line.matches()) {
        String gap = line.group(2).substring(line.group(2).stripTrailing().length());
        lines.set(index, line.group(1) + value + gap + line.group(3));
        return joined(lines);
      }
    }
    if (header < 0) {
      if (!lines.isEmpty() && !lines.getLast().isBlank()) {
        lines.add("");
      }
      lines.add("[" + table + "]");
      header = lines.size() - 1;
    }
    lines.add(header + 1, key + " = " + value);
    return joined(lines);
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  /** The two differ in that one key at most, and it has the value now. */
  private static boolean onlyThat(Config before, Config after, String key, String value) {
    List<String> old = EffectiveConfig.print(before).lines().toList();
    List<String> now = EffectiveConfig.print(after).lines().toList();
    if (old.size() != now.size() || !now.contains(key + " = " + value)) {
      return false;
    }
    List<String> differing = new ArrayList<>();
    for (int index = 0; index < now.size(); index++) {
      if (!old.get(index).equals(now.get(index))) {
        differing.add(now.get(index));
      }
    }
    return differing.isEmpty() || differing.equals(List.of(key + " = " + value));
  }
}
