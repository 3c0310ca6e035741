package org.sheratan.edge.http.original;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

import org.sheratan.core.health.Window;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.kernel.MalformedException;

/** How the original spells what several of its shapes share. */
final class Words {
  /** What is longer is refused by the node, which knows the field's own limit. */
  static final int ANY_CHARS = Integer.MAX_VALUE;
  private static final DateTimeFormatter TIME = DateTimeFormatter
      .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  /** Asks the node something. */
  interface Ask<T> {
    T ask() throws HttpRefusal;
  }

  /** {@code 2026-11-22T04:40:15.123000Z}; null where nobody vouched for the clock. */
  static Json time(long wallMs) {
    return wallMs <= 0 ? JsonWords.NULL : new Json.Text(TIME.format(Instant.ofEpochMilli(wallMs)));
  }

  /** Seconds since 1970; null where nobody vouched for the clock. */
  static Json epoch(long wallMs) {
    return wallMs <= 0 ? JsonWords.NULL : new Json.Real(BigDecimal.valueOf(wallMs, 3).doubleValue());
  }

  /**
   * A number from 1 that the query may say. Other parameters of a query are ignored, as the original does: pages add one against
   * caches.
   */
  static int count(HttpRequest request, String name, int max, int otherwise) {
    String text = request.query().getOrDefault(name, Integer.toString(otherwise));
    if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > max) {
      throw new MalformedException(Detail.QUERY + name, MalformedException.NO_OFFSET,
          "expected 1 to " + max);
    }
    return Integer.parseInt(text);
  }

  static Window window(HttpRequest request, Window otherwise) {
    String word = request.query().getOrDefault("window", otherwise.word());
    return Arrays.stream(Window.values()).filter(window -> window.word().equals(word)).findFirst()
        .orElseThrow(() -> new MalformedException(Detail.QUERY + "window", MalformedException.NO_OFFSET,
            "expected one of "
                + String.join(", ", Arrays.stream(Window.values()).map(Window::word).toList())));
  }

  /** What nobody knows the time of counts as within. */
  static boolean within(Window window, long atWallMs, long nowWallMs) {
    return atWallMs <= 0 || nowWallMs <= 0 || nowWallMs - atWallMs <= window.seconds() * 1_000L;
  }

  /** A text that must be there, but may be empty. */
  static String text(Fields fields, String name) {
    return fields.optionalText(name, ANY_CHARS).orElseThrow(() -> fields.malformed(name, "missing"));
  }

  static String text(Fields fields, String name, String otherwise) {
    return fields.optionalText(name, ANY_CHARS).orElse(otherwise);
  }

  static Json.Obj object(Fields fields, String name) {
    return fields.optionalObject(name).map(Fields::json).orElse(Json.Obj.EMPTY);
  }

  /** @throws HttpRefusal 404 for what is no id of ours, as for an unknown one */
  static <T> T id(String what, String uuid, Function<String, T> parse) throws HttpRefusal {
    try {
      return parse.apply(uuid);
    } catch (MalformedException notOurs) {
      throw notFound(what);
    }
  }

  /** What the node says; that it knows no such thing, in the words of the original. */
  static <T> T known(String what, Ask<T> ask) throws HttpRefusal {
    try {
      return ask.ask();
    } catch (HttpRefusal refused) {
      throw refused.problem().status() == 404 ? notFound(what) : refused;
    }
  }

  private static HttpRefusal notFound(String what) {
    return new HttpRefusal(Problem.of(404, "not-found", "There is no such thing here", what + " not found"));
  }
}
