package org.sheratan.edge.relay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.tool.local.ToolReport;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.Now;

/**
 * The JSON of a job for a worker outside, and what its result says. Of another node's job this one has the kind and the
 * parameters, not the mission: what the original tells of that is null then.
 */
final class RelayShape {
  private static final Json NULL = new Json.Null();
  private static final long MS = 1000;
  private static final List<String> MEMBERS = Stream.concat(Stream.of("job_id"), ToolReport.MEMBERS.stream())
      .toList();

  private RelayShape() {}

  /**
   * @param worker who alone is to take it; empty: whoever comes
   * @param leaseMs how long one that reports may be silent
   * @param checkpoint what another run got to; empty to begin from nothing
   */
  static Json.Obj job(ToolOrder order, Json.Obj params, Optional<WorkerBook.Entry> worker,
      Optional<RelayContext> context, long leaseMs, Optional<String> checkpoint, Now now) {
    long wallMs = now.vouchedWallMs();
    String kind = order.kind();
    return Json.Obj.EMPTY.with("job_id", OwnedUuid.of(order.job())).with("kind", kind)
        .with("attempt", order.attempt()).with("lease_s", leaseMs / MS)
        .with("checkpoint", checkpoint.<Json>map(Json.Text::new).orElse(NULL))
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

  /**
   * What lies in a file of that name.
   *
   * @throws org.sheratan.kernel.MalformedException naming the member
   */
  static ToolReport report(Json.Obj report, String id) {
    Fields fields = Fields.of(report).only(MEMBERS);
    if (fields.optionalText("job_id", id.length()).filter(about -> !about.equals(id)).isPresent()) {
      throw fields.malformed("job_id", "of another job");
    }
    return ToolReport.read(fields);
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

  /** As much of it as a word of progress may have. */
  static String word(String text) {
    String word = text.codePoints().filter(letter -> letter >= ' ' && letter < 0x7f)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    return word.substring(0, Math.min(word.length(), Interim.MAX_WORD_BYTES));
  }
}
