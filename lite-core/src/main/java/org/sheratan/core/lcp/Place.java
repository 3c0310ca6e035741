package org.sheratan.core.lcp;

import java.util.ArrayDeque;

import org.sheratan.core.wire.WireLimits;

/**
 * Where a value stands, such as {@code params.paths[2]}. Put into words only when somebody asks, and clipped then: a
 * long name around ten thousand values would else be written out for each of them.
 */
final class Place {
  private static final int MAX_CHARS = 100;

  private final Place outer;
  private final String name;
  private final int index;

  /** The outermost. */
  Place(String name) {
    this(null, name, -1);
  }

  private Place(Place outer, String name, int index) {
    this.outer = outer;
    this.name = name;
    this.index = index;
  }

  Place member(String inner) {
    return new Place(this, inner, -1);
  }

  Place item(int number) {
    return new Place(this, "", number);
  }

  String text() {
    ArrayDeque<Place> way = new ArrayDeque<>();
    for (Place place = this; place != null; place = place.outer) {
      way.push(place);
    }
    StringBuilder text = new StringBuilder();
    for (Place place : way) {
      String part = place.index >= 0
          ? "[" + place.index + "]"
          : (place.outer == null ? "" : ".")
              + place.name.substring(0, Math.min(place.name.length(), MAX_CHARS));
      text.append(part);
    }
    return text.length() <= MAX_CHARS
        ? text.toString()
        : WireLimits.clip(text.substring(0, MAX_CHARS)) + "...";
  }
}
