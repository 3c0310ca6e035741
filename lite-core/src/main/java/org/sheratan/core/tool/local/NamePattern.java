package org.sheratan.core.tool.local;

import java.util.List;
import java.util.stream.Stream;

/**
 * A file pattern as Python's pathlib reads it: names between slashes, {@code **} for any number of folders, and in a
 * name {@code *}, {@code ?} and {@code [a-z]}, {@code [!x]}. Case matters, hidden files match.
 */
final class NamePattern {
  private static final String ANY_FOLDERS = "**";

  private final List<String> names;

  /** @param anywhere match at any depth, as {@code rglob} does */
  NamePattern(String pattern, boolean anywhere) {
    List<String> given = List.of(pattern.split("/")).stream()
        .filter(name -> !name.isEmpty() && !name.equals("."))
        .toList();
    boolean prefixed = anywhere && !(given.size() > 1 && given.getFirst().equals(ANY_FOLDERS));
    this.names = prefixed ? Stream.concat(Stream.of(ANY_FOLDERS), given.stream()).toList() : given;
  }

  /** Folders it can reach below the start; {@link Integer#MAX_VALUE} for any. */
  int reach() {
    return names.contains(ANY_FOLDERS) ? Integer.MAX_VALUE : names.size() - 1;
  }

  boolean matches(String path) {
    List<String> parts = List.of(path.split("/"));
    int part = 0;
    int name = 0;
    int retryName = -1;
    int retryPart = 0;
    while (part < parts.size()) {
      if (name < names.size() && names.get(name).equals(ANY_FOLDERS)) {
        retryName = ++name;
        retryPart = part;
      } else if (name < names.size() && matchesName(names.get(name), parts.get(part))) {
        name++;
        part++;
      } else if (retryName >= 0) {
        name = retryName;
        part = ++retryPart;
      } else {
        return false;
      }
    }
    return name == names.size();
  }

  /** Two indexes and one place to come back to: linear in practice, never exponential. */
  static boolean matchesName(String pattern, String name) {
    int at = 0;
    int index = 0;
    int retryAt = -1;
    int retryIndex = 0;
    while (index < name.length()) {
      int length = at < pattern.length() ? elementLength(pattern, at) : 0;
      if (length > 0 && pattern.charAt(at) == '*') {
        retryAt = ++at;
        retryIndex = index;
      } else if (length > 0 && matchesOne(pattern.substring(at, at + length), name.codePointAt(index))) {
        at += length;
        index = name.offsetByCodePoints(index, 1);
      } else if (retryAt >= 0) {
        at = retryAt;
        retryIndex = name.offsetByCodePoints(retryIndex, 1);
        index = retryIndex;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(letter -> letter == '*');
  }

  /** Characters of one element: a set in brackets, or one code point. A bracket that never closes is a letter. */
  private static int elementLength(String pattern, int at) {
    if (pattern.charAt(at) == '[') {
      int from = at + 1 < pattern.length() && pattern.charAt(at + 1) == '!' ? at + 3 : at + 2;
      int close = pattern.indexOf(']', Math.min(from, pattern.length()));
      if (close > 0) {
        return close + 1 - at;
      }
    }
    return Character.charCount(pattern.codePointAt(at));
  }

  private static boolean matchesOne(String element, int letter) {
    if (element.length() > 2 && element.startsWith("[")) {
      return matchesSet(element.substring(1, element.length() - 1), letter);
    }
    return element.equals("?") || element.codePointAt(0) == letter;
  }

  private static boolean matchesSet(String set, int letter) {
    boolean negated = set.startsWith("!");
    int[] members = set.substring(negated ? 1 : 0).codePoints().toArray();
    boolean found = false;
    for (int index = 0; index < members.length; index++) {
      boolean range = index + 2 < members.length && members[index + 1] == '-';
      int last = members[range ? index + 2 : index];
      found |= letter >= members[index] && letter <= last;
      index += range ? 2 : 0;
    }
    return found != negated;
  }
}
