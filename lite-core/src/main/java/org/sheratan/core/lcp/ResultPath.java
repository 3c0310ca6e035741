package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;

/**
 * A way into a result: names with dots between and {@code [n]} for items, such as {@code files[0].path}; empty is all
 * of it. A {@code $} in front, as JSONPath has it, says nothing.
 */
record ResultPath(String text, List<Part> parts) {
  private static final Pattern PART = Pattern.compile("\\.?([A-Za-z0-9_-]{1,64})|\\[([0-9]{1,6})\\]");
  private static final int MAX_PARTS = 16;

  /** @param index of an item, -1 for a name */
  record Part(String name, int index) {}

  /** @throws MalformedException naming {@code field} */
  static ResultPath parse(String field, String text) {
    String rest = text.startsWith("$") ? text.substring(1) : text;
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!matcher.find(at) || matcher.start() != at || parts.size() == MAX_PARTS) {
        throw malformed(field, "expected a path such as files[0].name, of at most " + MAX_PARTS + " parts");
      }
      parts.add(matcher.group(1) == null
          ? new Part("", Integer.parseInt(matcher.group(2)))
          : new Part(matcher.group(1), -1));
      at = matcher.end();
    }
    return new ResultPath(text, List.copyOf(parts));
  }

  /** @throws MalformedException naming {@code field} when there is nothing */
  Json in(String field, Json value) {
    Json found = value;
    for (Part part : parts) {
      found = switch (found) {
        case Json.Obj object when part.index < 0 && object.get(part.name) != null -> object.get(part.name);
        case Json.Arr array when part.index >= 0 && part.index < array.items().size() ->
          array.items().get(part.index);
        case Json other -> throw malformed(field, "the result has no " + text);
      };
    }
    return found;
  }

  static MalformedException malformed(String field, String reason) {
    return new MalformedException(field, MalformedException.NO_OFFSET, reason);
  }
}
