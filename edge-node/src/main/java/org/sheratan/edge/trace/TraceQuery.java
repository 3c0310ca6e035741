package org.sheratan.edge.trace;

import java.util.Optional;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;

/**
 * Which entries.
 *
 * @param field such as {@code job_id}, with {@code value} that of the entries asked for; without it all
 * @param before only what is older than it
 * @param limit entries at most
 * @param scan lines looked at, at most
 * @param chars of lines handed over, at most, that of the last apart
 */
public record TraceQuery(Optional<String> field, String value, Optional<Place> before, int limit, int scan,
    long chars) {
  /** The latest ones. */
  public static TraceQuery latest(int limit, int scan) {
    return new TraceQuery(Optional.empty(), "", Optional.empty(), limit, scan,
        Long.MAX_VALUE);
  }

  public TraceQuery where(String name, String is) {
    return new TraceQuery(Optional.of(name), is, before, limit, scan, chars);
  }

  public TraceQuery before(Optional<Place> place) {
    return new TraceQuery(field, value, place, limit, scan, chars);
  }

  public TraceQuery within(long pageChars) {
    return new TraceQuery(field, value, before, limit, scan, pageChars);
  }

  /** Lines are canonical: no text in them can look like a field, for its quotes are escaped. */
  boolean wants(String line) {
    return field.isEmpty()
        || line.contains(CanonicalJson.text(new Json.Text(field.get())) + ":"
            + CanonicalJson.text(new Json.Text(value)));
  }
}
