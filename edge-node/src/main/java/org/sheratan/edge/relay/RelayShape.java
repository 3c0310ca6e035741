package org.sheratan.edge.relay;

import java.time.Instant;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.Now;

/**
 * The JSON of a job for a worker outside, and what its result says. Of another node's job this one has the kind and the
 * parameters, not the mission: what the original tells of that is null then.
 */
final class RelayShape {
  private static final Json NULL = new Json.Null();

  private RelayShape() {}

  /** @param worker who alone is to take it; empty: whoever comes */
  static Json.Obj job(String id, String kind, Json.Obj params, Optional<WorkerBook.Entry> worker,
      Optional<RelayContext> context, Now now) {
    long wallMs = now.vouchedWallMs();
    return Json.Obj.EMPTY.with("job_id", id).with("kind", kind)
        .with("worker_id", worker.<Json>map(entry -> new Json.Text(entry.id())).orElse(NULL))
        .with("cost", worker.<Json>map(entry -> Json.Int.of(entry.costs().get(kind))).orElse(NULL))
        .with("created_at", wallMs == 0 ? NULL : new Json.Text(Instant.ofEpochMilli(wallMs).toString()))
        .with("session_id",
            context.<Json>map(known -> new Json.Text(known.session())).orElse(NULL))
        .with("payload", Json.Obj.EMPTY.with("response_format", "lcp").with("params", params)
            .with("mission", context.<Json>map(RelayContext::mission).orElse(NULL))
            .with("task", context.<Json>map(RelayContext::task).orElse(NULL))
            .with("artifacts", context.map(RelayContext::artifacts).orElse(Json.Obj.EMPTY))
            .with("last_result", context.map(RelayContext::lastResult).orElse(NULL)));
  }

  /** A result that does not say so is a good one. */
  static boolean well(Json.Obj result) {
    return !(result.get("ok") instanceof Json.Bool(boolean ok)) || ok;
  }

  static String error(Json.Obj result) {
    String said = switch (result.get("error")) {
      case Json.Text(String text) -> text;
      case Json.Obj object when object.get("message") instanceof Json.Text(String text) -> text;
      case null, default -> "the worker says that it failed, and not why";
    };
    return WireLimits.clip(said);
  }
}
