package org.sheratan.edge.relay;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;

/**
 * A worker as it is kept over restarts: what it said of itself, and how well it did. Ages of cool-downs count time that the
 * node was up.
 */
final class WorkerShape {
  private static final int ANY = Integer.MAX_VALUE;

  private WorkerShape() {}

  static Json.Obj json(WorkerBook.View view) {
    WorkerBook.Entry entry = view.entry();
    SortedMap<String, Json> costs = new TreeMap<>();
    entry.costs().forEach((kind, cost) -> costs.put(kind, Json.Int.of(cost)));
    Json.Obj json = Json.Obj.EMPTY.with("id", entry.id()).with("costs", Json.Obj.of(costs))
        .with("status", entry.status()).with("meta", entry.meta()).with("jobs", view.jobs())
        .with("success", new Json.Real(view.success())).with("latency_ms", new Json.Real(view.latencyMs()))
        .with("failures", view.failures()).with("cools_for_ms", view.coolsForMs());
    return entry.endpoint().isPresent() ? json.with("endpoint", entry.endpoint().get()) : json;
  }

  /** Nobody has heard it since the start, and it has nothing in hand. */
  static WorkerBook.View read(Fields fields) {
    SortedMap<String, Long> costs = new TreeMap<>();
    for (Map.Entry<String, Json> cost : fields.object("costs").json().fields().entrySet()) {
      if (!(cost.getValue() instanceof Json.Int(BigInteger value)) || value.bitLength() > 62) {
        throw fields.malformed("costs", "expected integers");
      }
      costs.put(cost.getKey(), value.longValueExact());
    }
    WorkerBook.Entry entry = new WorkerBook.Entry(fields.text("id", ANY), costs, fields.text("status", ANY),
        fields.optionalText("endpoint", ANY), fields.object("meta").json());
    return new WorkerBook.View(entry, Optional.empty(), (int) fields.integer("jobs", 0, ANY),
        fields.number("success", 0, 1), fields.number("latency_ms", 0, Long.MAX_VALUE),
        (int) fields.integer("failures", 0, ANY),
        fields.integer("cools_for_ms", 0, WorkerBook.COOL_DOWN_MS), 0, true);
  }
}
