package org.sheratan.edge.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.edge.config.ConfigException.Place;

/** Where in a TOML text each table and key stands, by its dotted path. The parser keeps no places. */
final class KeyPlaces {
  private static final Pattern HEADER = Pattern.compile("\\s*\\[\\[?\\s*([^\\]]*?)\\s*\\]\\]?\\s*(?:#.*)?");
  private static final Pattern KEY = Pattern.compile("(\\s*)([A-Za-z0-9_.\"'-]+)\\s*=.*");

  private final Map<String, Place> places = new TreeMap<>();

  KeyPlaces(String text) {
    String table = "";
    int lineNumber = 0;
    for (String line : text.lines().toList()) {
      lineNumber++;
      Matcher header = HEADER.matcher(line);
      Matcher key = KEY.matcher(line);
      if (header.matches()) {
        table = header.group(1);
        places.putIfAbsent(table, new Place(lineNumber, header.start(1) + 1));
      } else if (key.matches()) {
        String name = key.group(2).replaceAll("[\"']", "");
        places.putIfAbsent(table.isEmpty() ? name : table + "." + name,
            new Place(lineNumber, key.start(2) + 1));
      }
    }
  }

  /** The nearest known place: the key, else its table, else the file. */
  Place of(String path) {
    Place exact = places.get(path);
    int dot = path.lastIndexOf('.');
    if (exact != null) {
      return exact;
    }
    return dot < 0 ? Place.WHOLE_FILE : of(path.substring(0, dot));
  }
}
