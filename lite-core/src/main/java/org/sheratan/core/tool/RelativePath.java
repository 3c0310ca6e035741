package org.sheratan.core.tool;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.MalformedException;

/**
 * A place inside the workspace, by its text alone: relative, {@code /} between names, never upward. Whether it really
 * stays inside is decided where it is opened.
 *
 * @param names one for each folder on the way; none for the workspace itself
 */
public record RelativePath(List<String> names) {
  public static final int MAX_BYTES = 1024;
  public static final int MAX_NAME_BYTES = 255;
  public RelativePath {
    names = List.copyOf(names);
  }

  /** @throws MalformedException naming {@code field} and the rule that {@code text} breaks */
  public static RelativePath parse(String field, String text) {
    if (utf8Length(text) > MAX_BYTES) {
      throw malformed(field, "longer than " + MAX_BYTES + " bytes");
    }
    if (text.startsWith("/") || text.startsWith("\\") || text.matches("[A-Za-z]:.*")) {
      throw malformed(field, "absolute; give a path inside the workspace");
    }
    List<String> names = new ArrayList<>();
    for (String name : text.split("/", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(checkName(field, name));
      }
    }
    return new RelativePath(names);
  }

  /** This path, then {@code below}. */
  public RelativePath join(RelativePath below) {
    List<String> all = new ArrayList<>(names);
    all.addAll(below.names);
    return new RelativePath(all);
  }

  /** {@code .} for the workspace itself. */
  @Override
  public String toString() {
    return names.isEmpty() ? "." : String.join("/", names);
  }

  private static String checkName(String field, String name) {
    if (name.equals("..")) {
      throw malformed(field, "leads upward with ..");
    }
    if (name.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f || letter == '\\')) {
      throw malformed(field, "holds a control character or backslash");
    }
    if (utf8Length(name) > MAX_NAME_BYTES) {
      throw malformed(field, "a name is longer than " + MAX_NAME_BYTES + " bytes");
    }
    return name;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static MalformedException malformed(String field, String reason) {
    return new MalformedException(field, MalformedException.NO_OFFSET, reason);
  }
}
