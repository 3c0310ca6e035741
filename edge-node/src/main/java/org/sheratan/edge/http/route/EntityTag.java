package org.sheratan.edge.http.route;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.kernel.Bytes;

/**
 * The ETag of a thing (RFC 9110, section 8.8.3): a part of a SHA-256 over what of it can change. Ages and other members that
 * only the clock changes are no part of that.
 *
 * @param text as in the field, with its quotes
 */
public record EntityTag(String text) {
  private static final int CHARS = 32;

  /** @param clock members, however deep, that only the clock changes */
  public static EntityTag of(Json.Obj shape, String... clock) {
    return of(CanonicalJson.sha256(without(shape, List.of(clock))));
  }

  private static Json without(Json value, List<String> names) {
    return switch (value) {
      case Json.Obj(SortedMap<String, Json> fields) -> {
        SortedMap<String, Json> rest = new TreeMap<>();
        fields.forEach((name, field) -> {
          if (!names.contains(name)) {
            rest.put(name, without(field, names));
          }
        });
        yield Json.Obj.of(rest);
      }
      case Json.Arr(List<Json> items) ->
        new Json.Arr(items.stream().map(item -> without(item, names)).toList());
      default -> value;
    };
  }

  /** @param hash of the thing, 16 bytes or more */
  public static EntityTag of(Bytes hash) {
    return new EntityTag('"' + hash.toHex().substring(0, CHARS) + '"');
  }

  /** The thing, or 304 where the caller has it already (RFC 9110, section 13.1.2). */
  public HttpResponse answer(HttpRequest request, Json.Obj shape) {
    // A cache on the way may have made it a weak one, which is as good here (section 13.1.2).
    boolean known = request.head().header("if-none-match").map(field -> field.replace("W/\"", "\""))
        .filter(this::isIn).isPresent();
    return (known ? HttpResponse.empty(304) : HttpResponse.json(200, shape)).with("ETag", text);
  }

  /** Whether a change is to be done only where something is as the caller believes. */
  public static boolean expected(HttpRequest request) {
    return request.head().header("if-match").filter(field -> !field.strip().equals("*")).isPresent();
  }

  /**
   * Whether it is what the caller believes it to be (RFC 9110, section 13.1.1).
   *
   * @param thing such as {@code mission mi-k7f3q2ab-3-1}
   * @throws HttpRefusal 412 where If-Match names other ones
   */
  public void check(HttpRequest request, String thing, String fix) throws HttpRefusal {
    if (request.head().header("if-match").filter(field -> !isIn(field)).isPresent()) {
      throw new HttpRefusal(Problem.of(412, "changed", "It was changed meanwhile",
          "the ETag of If-Match is not that of " + thing).fix(fix));
    }
  }

  /** All that are told are strong ones. */
  private boolean isIn(String field) {
    return field.strip().equals("*")
        || Arrays.stream(field.split(",")).map(String::strip).anyMatch(text::equals);
  }
}
