package org.sheratan.edge.http.event;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;

/**
 * Members that say, in seconds, how long ago something was or how long it has to go. They are true for one moment only:
 * whoever keeps such JSON has to let them go on before he shows it to anybody.
 */
final class Ages {
  /** By the kind of thing, at any depth of it. A message's age_s is that of words when they were sent: it stays. */
  private static final Map<String, List<String>> GROWING = Map.of("status", List.of("uptime_s"),
      "node", List.of("seen_s"), "neighbor", List.of("seen_s"), "route", List.of("seen_s"), "job",
      List.of("age_s"),
      "message", List.of("ago_s"));
  private static final Map<String, List<String>> SHRINKING = Map.of("neighbor", List.of("throttled_s"),
      "link",
      List.of("wait_s", "announce_s", "announce_after_s", "retry_s"), "radio", List.of("retry_s"), "job",
      List.of("retry_s"));
  private static final long MS_PER_S = 1_000;

  private final List<String> growing;
  private final List<String> shrinking;

  private Ages(List<String> growing, List<String> shrinking) {
    this.growing = growing;
    this.shrinking = shrinking;
  }

  /**
   * @param topic what kind of thing it is
   * @param data a JSON object
   * @param afterMs how long after the moment that {@code data} tells of; nothing changes below a second
   */
  static Bytes grown(String topic, Bytes data, long afterMs) {
    if (afterMs < MS_PER_S || !GROWING.containsKey(topic) && !SHRINKING.containsKey(topic)) {
      return data;
    }
    Ages ages = new Ages(GROWING.getOrDefault(topic, List.of()), SHRINKING.getOrDefault(topic, List.of()));
    JsonLimits limits = JsonLimits.ours(data.length());
    return CanonicalJson.bytes(ages.grown(JsonReader.readObject(data, limits), afterMs / MS_PER_S));
  }

  private Json grown(Json value, long afterS) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) -> {
        Map<String, Json> grown = new TreeMap<>();
        fields.forEach((name, field) -> grown.put(name,
            growing.contains(name)
                ? plus(field, afterS)
                : shrinking.contains(name) ? plus(field, -afterS) : grown(field, afterS)));
        yield Json.Obj.of(grown);
      }
      case Json.Arr(List<Json> items) ->
        new Json.Arr(items.stream().map(item -> grown(item, afterS)).toList());
      default -> value;
    };
  }

  /** Never below zero; null stays null. */
  private static Json plus(Json seconds, long more) {
    return switch (seconds) {
      case Json.Int(BigInteger whole) -> Json.Int.of(Math.max(0, whole.longValue() + more));
      case Json.Real(double part) -> new Json.Real(Math.max(0, part + more));
      default -> seconds;
    };
  }
}
