package org.sheratan.edge.http.event;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.Bytes;

/**
 * One kind of things that are told of: where the API has them, and which change of one is news.
 *
 * @param name of its events
 * @param path what answers how they stand
 * @param most how many of them, the newest, are told; 0: all, which come in one answer
 * @param list the member of that answer that has them; empty when the answer itself is the one thing
 * @param keys the members that tell one from another
 * @param idle members, at any depth, that change all the time and are no news
 * @param periodMs how often it is looked at
 */
record Topic(String name, String path, int most, String list, List<String> keys, List<String> idle,
    long periodMs) {
  private static final int NEWEST = 50;
  private static final String AGE = "seen_s";
  private static final long AGE_STEP_S = 15;
  static final List<Topic> ALL = List.of(
      new Topic("status", "/api/v1/status", 0, "", List.of(),
          List.of("uptime_s", "traffic", "links", "at", "not_before"), 3_000),
      new Topic("node", "/api/v1/nodes", 0, "nodes", List.of("id"), List.of("epoch"), 1_000),
      new Topic("neighbor", "/api/v1/neighbors", 0, "neighbors", List.of("id", "link", "endpoint"),
          List.of("throttled_s"), 3_000),
      new Topic("route", "/api/v1/routes", 0, "routes", List.of("to_id", "via_id"), List.of(), 3_000),
      new Topic("link", "/api/v1/links", 0, "links", List.of("name"),
          List.of("wait_s", "announce_s", "announce_after_s", "retry_s"),
          3_000),
      new Topic("radio", "/api/v1/radio", 0, "", List.of(), List.of("counters", "retry_s"), 5_000),
      new Topic("group", "/api/v1/groups", 0, "groups", List.of("id"), List.of(), 5_000),
      new Topic("job", "/api/v1/jobs", NEWEST, "jobs", List.of("id"), List.of("age_s"),
          1_000),
      new Topic("message", "/api/v1/messages", NEWEST, "messages", List.of("id"), List.of("ago_s"), 1_000));

  /**
   * What to ask next; empty when all is known that is told. A page of large things is a short one.
   *
   * @param count of things known so far
   * @param answer the latest; empty before the first
   */
  Optional<String> target(int count, Optional<Json.Obj> answer) {
    if (most == 0 || answer.isEmpty()) {
      return answer.isPresent() ? Optional.empty() : Optional.of(most == 0 ? path : path + "?limit=" + most);
    }
    return count < most && answer.get().get("next") instanceof Json.Text(String next)
        ? Optional.of(path + "?limit=" + (most - count) + "&after=" + next)
        : Optional.empty();
  }

  List<Json.Obj> things(Json.Obj answer) {
    if (list.isEmpty()) {
      return List.of(answer);
    }
    return answer.get(list) instanceof Json.Arr(List<Json> items)
        ? items.stream().map(item -> (Json.Obj) item).toList()
        : List.of();
  }

  /** The values of its keys, joined by {@code /}; empty where there is only one such thing. */
  String key(Json.Obj thing) {
    return String.join("/", keys.stream()
        .map(name -> thing.get(name) instanceof Json.Text(String value) ? value : "").toList());
  }

  /** Equal as long as nothing worth telling has changed; what was heard again a while later is. */
  Bytes settled(Json.Obj thing, long nowMs) {
    return CanonicalJson.sha256(settle(thing, nowMs));
  }

  private Json settle(Json value, long nowMs) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) -> {
        Map<String, Json> kept = new TreeMap<>();
        fields.forEach((name, field) -> {
          if (!idle.contains(name)) {
            kept.put(name, name.equals(AGE) ? since(field, nowMs) : settle(field, nowMs));
          }
        });
        yield Json.Obj.of(kept);
      }
      case Json.Arr(List<Json> items) ->
        new Json.Arr(items.stream().map(item -> settle(item, nowMs)).toList());
      default -> value;
    };
  }

  /** When it was, in steps, instead of how long ago. */
  private static Json since(Json age, long nowMs) {
    double seconds = switch (age) {
      case Json.Int(BigInteger whole) -> whole.doubleValue();
      case Json.Real(double part) -> part;
      default -> Double.NaN;
    };
    return Double.isNaN(seconds)
        ? age
        : Json.Int.of(Math.floorDiv(Math.round(nowMs / 1_000.0 - seconds), AGE_STEP_S));
  }
}
