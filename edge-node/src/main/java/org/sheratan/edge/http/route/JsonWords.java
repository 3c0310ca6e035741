package org.sheratan.edge.http.route;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Trust;

/** How the API spells what several shapes share: snake_case words, seconds, RFC 3339 times, null for unknown. */
public final class JsonWords {
  public static final Json NULL = new Json.Null();

  private JsonWords() {}

  /** Seconds with milliseconds kept, such as {@code 1.66}. */
  public static Json seconds(long ms) {
    return ms % 1000 == 0
        ? new Json.Int(BigInteger.valueOf(ms / 1000))
        : new Json.Real(BigDecimal.valueOf(ms, 3).doubleValue());
  }

  /** Seconds that a body may say, whatever they are: their rules are the node's. */
  public static long milliseconds(Fields fields, String name, long otherwise) {
    return fields.has(name)
        ? Math.round(1000 * fields.number(name, -Double.MAX_VALUE, Double.MAX_VALUE))
        : otherwise;
  }

  /** RFC 3339 in UTC; null when the clock was not set. */
  public static Json time(long wallMs) {
    return wallMs <= 0 ? NULL : new Json.Text(Instant.ofEpochMilli(wallMs).toString());
  }

  public static Json number(long value) {
    return new Json.Int(BigInteger.valueOf(value));
  }

  public static Json text(Optional<String> value) {
    return value.<Json>map(Json.Text::new).orElse(NULL);
  }

  /** Null instead of nothing to say. */
  public static Json text(String value) {
    return value.isEmpty() ? NULL : new Json.Text(value);
  }

  public static Json texts(Collection<String> values) {
    return new Json.Arr(values.stream().<Json>map(Json.Text::new).toList());
  }

  public static Json id(Optional<NodeId> node) {
    return text(node.map(NodeId::toHex));
  }

  public static String word(Priority priority) {
    return priority.name().toLowerCase(Locale.ROOT);
  }

  public static String word(Trust trust) {
    return trust.name().toLowerCase(Locale.ROOT);
  }

  public static String word(WallQuality quality) {
    return quality.name().toLowerCase(Locale.ROOT);
  }
}
