package org.sheratan.edge.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name that a mistyped one most likely meant, by edit distance (Levenshtein 1966). */
final class NearestName {
  private NearestName() {}

  /** Empty when nothing is near: more than a third of the letters would have to change. */
  static Optional<String> of(String typed, Collection<String> known) {
    return known.stream().filter(name -> distance(typed, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt((String name) -> distance(typed, name)).thenComparing(name -> name));
  }

  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
