package org.sheratan.edge.http;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import org.sheratan.kernel.MalformedException;

/** The query parameters of one request, checked like the members of a body. */
final class Query {
  private final SortedMap<String, String> given;

  private Query(SortedMap<String, String> given) {
    this.given = given;
  }

  /** @throws MalformedException for a parameter that is none of {@code names} */
  static Query of(HttpRequest request, List<String> names) {
    for (String name : request.query().keySet()) {
      if (!names.contains(name)) {
        throw new MalformedException(name, MalformedException.NO_OFFSET,
            "unknown; expected one of " + String.join(", ", names));
      }
    }
    return new Query(request.query());
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name));
  }

  long number(String name, long min, long max, long otherwise) {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,15}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
      throw new MalformedException(name, MalformedException.NO_OFFSET, "expected " + min + " to " + max);
    }
    return Long.parseLong(text);
  }
}
