package org.sheratan.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

class DecisionLineTest {
  private static final JobId JOB = new JobId("k7f3q2ab", 3, 17);
  private static final Now AT = new Now(5_000, 1_700_000_000_123L, WallQuality.NTP);
  private static final Metrics METRICS = new Metrics(450, OptionalDouble.of(0.5), 0);
  private static final Result WELL = new Result(Status.SUCCESS, METRICS, Optional.empty(), Optional.empty());
  private final DecisionLine line = new DecisionLine("1.2.3", false);
  private final TraceSchema schema = new TraceSchema();

  @Test
  void shouldWriteOneCanonicalLine() {
    String text = line.of(decision(AT, WELL));
    schema.check(text);
    assertEquals("{\"action\":{\"action_id\":\"d-k7f3q2ab-3-2/route\",\"mode\":\"execute\","
        + "\"params\":{\"worker\":\"b2c4d5ef\"},\"risk_gate\":true,\"select_score\":0.75,\"type\":\"ROUTE\"},"
        + "\"build_id\":\"1.2.3\",\"depth\":1,\"intent\":\"dispatch_job\",\"job_id\":\"k7f3q2ab-3-17\","
        + "\"node_id\":\"d-k7f3q2ab-3-2\",\"parent_node_id\":\"d-k7f3q2ab-3-1\",\"result\":{\"error\":null,"
        + "\"metrics\":{\"cost\":0.5,\"latency_ms\":450,\"retries\":0},\"score\":4.0,\"status\":\"success\"},"
        + "\"schema_version\":\"decision_trace_v1\",\"state\":{\"constraints\":{\"time_remaining_ms\":300000},"
        + "\"context_refs\":[\"origin:api\",\"clock:vouched\"]},\"timestamp\":\"2023-11-14T22:13:20.123000Z\","
        + "\"trace_id\":\"k7f3q2ab-3-17\"}", text);
  }

  @Test
  void shouldInventNoTimeOfDay() {
    String text = line.of(decision(Now.monotonic(61_002), WELL));
    schema.check(text);
    assertTrue(text.contains("\"timestamp\":\"1970-01-01T00:01:01.002000Z\""), text);
    assertTrue(text.contains("\"clock:none\""), text);
  }

  @Test
  void shouldLeaveOutWhatIsNotKnown() {
    Result lost = new Result(Status.FAILED, new Metrics(9_000, OptionalDouble.empty(), 2),
        Optional.of(new Result.Failure("lease_lost", "x".repeat(2_000))), Optional.empty());
    String text = line.of(new Decision("d-1", Optional.empty(), "t", Intent.END, Optional.empty(), 0, AT,
        List.of(), new Decision.Constraints(OptionalDouble.empty(), OptionalLong.empty()),
        new Action(ActionType.ABORT, Json.Obj.EMPTY, 0, false), lost));
    schema.check(text);
    assertTrue(text.contains("\"job_id\":null") && text.contains("\"parent_node_id\":null"), text);
    assertTrue(text.contains("\"constraints\":{}"), text);
    assertFalse(text.contains("cost") || text.contains("tokens") || text.contains("quality"), text);
    assertTrue(text.length() < 1_200, "a message is cut");
  }

  @Test
  void shouldNameHashes() {
    Bytes hash = Bytes.copyOf(new byte[32]);
    String text = line.of(decision(AT, new Result(Status.RECOVERED, METRICS, Optional.empty(),
        Optional.of(new Result.Hashes(hash, hash)))));
    schema.check(text);
    assertTrue(text.contains("\"input_hash\":\"sha256:" + "0".repeat(64) + "\""), text);
  }

  @Test
  void shouldScoreAsVersion1Does() {
    assertEquals(4, TraceScore.of(Status.SUCCESS, new Metrics(500, OptionalDouble.of(1), 0)), 1e-9);
    assertEquals(2, TraceScore.of(Status.SUCCESS, new Metrics(2_000, OptionalDouble.of(10), 0)), 1e-9);
    assertEquals(4 - 0.4 - 0.6, TraceScore.of(Status.SUCCESS, new Metrics(1_250, OptionalDouble.of(5.5), 0)),
        1e-9);
    assertEquals(3.5, TraceScore.of(Status.RECOVERED, new Metrics(0, OptionalDouble.empty(), 1)), 1e-9);
    assertEquals(-0.8, TraceScore.of(Status.FAILED, new Metrics(9_000, OptionalDouble.empty(), 4)), 1e-9);
  }

  @Test
  void shouldRefuseWhatDoesNotHoldTogether() {
    assertThrows(IllegalStateException.class,
        () -> new Result(Status.FAILED, METRICS, Optional.empty(), Optional.empty()));
    assertThrows(IllegalStateException.class, () -> new Result(Status.SUCCESS, METRICS,
        Optional.of(new Result.Failure("x", "")), Optional.empty()));
    assertThrows(IllegalStateException.class, () -> new Metrics(-1, OptionalDouble.empty(), 0));
    assertThrows(IllegalStateException.class, () -> new Metrics(0, OptionalDouble.of(Double.NaN), 0));
    assertThrows(IllegalStateException.class,
        () -> new Action(ActionType.ROUTE, Json.Obj.EMPTY, Double.POSITIVE_INFINITY, true));
    assertThrows(IllegalStateException.class,
        () -> new Action(ActionType.ROUTE, Json.Obj.EMPTY, 0, false));
    assertThrows(IllegalStateException.class,
        () -> new Result.Hashes(Bytes.EMPTY, Bytes.copyOf(new byte[32])));
  }

  @Test
  void shouldNotTrustAValidatorThatTakesAnything() {
    String text = line.of(decision(AT, WELL));
    assertFalse(schema.complaints(text.replace("ROUTE", "TELEPORT")).isEmpty());
    assertFalse(schema.complaints(text.replace("2023-11-14T", "yesterday ")).isEmpty());
    assertFalse(schema.complaints(text.replace("\"depth\":1", "\"depth\":-1")).isEmpty());
  }

  private static Decision decision(Now at, Result result) {
    return new Decision("d-k7f3q2ab-3-2", Optional.of("d-k7f3q2ab-3-1"), JOB.toString(), Intent.DISPATCH,
        Optional.of(JOB), 1, at, List.of("origin:api"),
        new Decision.Constraints(OptionalDouble.empty(), OptionalLong.of(300_000)),
        new Action(ActionType.ROUTE, Json.Obj.EMPTY.with("worker", "b2c4d5ef"), 0.75, true), result);
  }
}
