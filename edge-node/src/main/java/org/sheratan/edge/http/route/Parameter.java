package org.sheratan.edge.http.route;

import java.util.List;
import java.util.Locale;

import org.sheratan.core.json.Json;

/**
 * What a request may say beside its path and body.
 *
 * @param place where it says so
 * @param text what it means, for people
 * @param schema of its value (JSON Schema 2020-12)
 */
public record Parameter(String name, Place place, String text, Json.Obj schema) {
  /** How many entries a page of a list has. */
  public static final Parameter LIMIT = number("limit", 1, Query.MAX_LIMIT, Query.DEFAULT_LIMIT,
      "Most entries of the answer.");
  /** How long a long poll waits. */
  public static final Parameter WAIT = number("wait", 0, 60, 0, "Seconds to wait for news.");
  /** Names a request, so that it can be repeated without harm. */
  public static final Parameter IDEMPOTENCY_KEY = header("Idempotency-Key",
      "The caller's name for the request: repeated with the same one it is the same request.");

  /** What a change is about, as the caller has seen it. */
  public static final Parameter IF_MATCH = header("If-Match",
      "The ETag of an answer: refused with 412 where what it was about has changed since.");

  public enum Place {
    QUERY, HEADER;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Parameter text(String name, String text) {
    return new Parameter(name, Place.QUERY, text, type("string"));
  }

  public static Parameter oneOf(String name, List<String> words, String text) {
    return new Parameter(name, Place.QUERY, text, type("string").with("enum", Json.Arr.ofTexts(words)));
  }

  /** A whole number. */
  public static Parameter number(String name, long min, long max, long otherwise, String text) {
    return new Parameter(name, Place.QUERY, text,
        type("integer").with("minimum", min).with("maximum", max).with("default", otherwise));
  }

  public static Parameter header(String name, String text) {
    return new Parameter(name, Place.HEADER, text, type("string"));
  }

  private static Json.Obj type(String word) {
    return Json.Obj.EMPTY.with("type", word);
  }
}
