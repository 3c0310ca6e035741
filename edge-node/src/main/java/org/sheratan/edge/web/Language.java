package org.sheratan.edge.web;

import java.util.List;
import java.util.Locale;

/** Which of the page's languages a browser would rather have (RFC 9110 section 12.5.4). */
final class Language {
  static final List<String> ALL = List.of("en", "de");
  private static final int MOST = 16;

  private Language() {}

  /** The first where nothing fits, or what was sent cannot be read. */
  static String of(String acceptLanguage) {
    String best = ALL.getFirst();
    double bestWeight = 0;
    for (String range : acceptLanguage.toLowerCase(Locale.ROOT).split(",", MOST)) {
      String[] parts = range.strip().split("\\s*;\\s*q=", 2);
      String primary = parts[0].split("-", 2)[0];
      double weight = parts.length == 1 ? 1 : weight(parts[1]);
      if (ALL.contains(primary) && weight > bestWeight) {
        best = primary;
        bestWeight = weight;
      }
    }
    return best;
  }

  private static double weight(String text) {
    return text.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(text) : 0;
  }
}
