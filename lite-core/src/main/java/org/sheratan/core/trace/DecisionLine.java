package org.sheratan.core.trace;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

/**
 * Writes decisions as decision trace v1: canonical JSON, one line each (docs/vectors/decision_trace_v1.schema.json).
 *
 * @param build names the software
 * @param simulated whether the node is
 */
public record DecisionLine(String build, boolean simulated) {
  private static final String SCHEMA = "decision_trace_v1";
  private static final DateTimeFormatter TIME = DateTimeFormatter
      .ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'000Z'").withZone(ZoneOffset.UTC);

  public DecisionLine {
    Check.that(!build.isEmpty(), "a build has a name");
  }

  /** Without the end of line. */
  public String of(Decision decision) {
    return CanonicalJson.text(json(decision));
  }

  Json.Obj json(Decision decision) {
    return Json.Obj.EMPTY.with("schema_version", SCHEMA).with("timestamp", timestamp(decision.at()))
        .with("trace_id", decision.trace()).with("node_id", decision.id())
        .with("parent_node_id", decision.parent().<Json>map(Json.Text::new).orElseGet(Json.Null::new))
        .with("intent", decision.intent().word()).with("build_id", build)
        .with("job_id", decision.job().<Json>map(job -> new Json.Text(job.toString()))
            .orElseGet(Json.Null::new))
        .with("depth", decision.depth()).with("state", state(decision)).with("action", action(decision))
        .with("result", result(decision));
  }

  /**
   * A time is required. Where nobody vouches for the clock it is that since this start, in 1970: nobody takes it for the
   * time of day, and what followed upon what, and after how long, still shows.
   */
  private static String timestamp(Now at) {
    long wallMs = at.vouchedWallMs();
    return TIME.format(Instant.ofEpochMilli(wallMs > 0 ? wallMs : Math.max(0, at.monoMs())));
  }

  private static Json.Obj state(Decision decision) {
    Json.Obj constraints = Json.Obj.EMPTY;
    if (decision.constraints().budgetRemaining().isPresent()) {
      constraints = constraints.with("budget_remaining",
          new Json.Real(decision.constraints().budgetRemaining().getAsDouble()));
    }
    if (decision.constraints().timeRemainingMs().isPresent()) {
      constraints = constraints.with("time_remaining_ms",
          decision.constraints().timeRemainingMs().getAsLong());
    }
    String clock = "clock:" + (decision.at().quality() == WallQuality.NONE ? "none" : "vouched");
    Json.Arr refs = Json.Arr.ofTexts(
        Stream.concat(decision.contextRefs().stream(), Stream.of(clock))
            .toList());
    return Json.Obj.EMPTY.with("context_refs", refs).with("constraints", constraints);
  }

  private Json.Obj action(Decision decision) {
    Action action = decision.action();
    return Json.Obj.EMPTY
        .with("action_id", decision.id() + "/" + action.type().name().toLowerCase(Locale.ROOT))
        .with("type", action.type().name()).with("mode", simulated ? "simulate" : "execute")
        .with("params", action.params()).with("select_score", new Json.Real(action.selectScore()))
        .with("risk_gate", action.allowed());
  }

  private static Json.Obj result(Decision decision) {
    Result result = decision.result();
    Json.Obj json = Json.Obj.EMPTY.with("status", result.status().word())
        .with("metrics", metrics(result.metrics())).with("score", new Json.Real(result.score()))
        .with("error", result.error().<Json>map(error -> Json.Obj.EMPTY.with("code", error.code())
            .with("message", error.message())).orElseGet(Json.Null::new));
    return result.hashes()
        .map(hashes -> json.with("determinism",
            Json.Obj.EMPTY.with("input_hash", "sha256:" + hashes.input().toHex())
                .with("output_hash", "sha256:" + hashes.output().toHex())))
        .orElse(json);
  }

  private static Json.Obj metrics(Metrics metrics) {
    Json.Obj json = Json.Obj.EMPTY.with("latency_ms", metrics.latencyMs()).with("retries", metrics.retries());
    return metrics.cost().isPresent()
        ? json.with("cost", new Json.Real(metrics.cost().getAsDouble()))
        : json;
  }
}
