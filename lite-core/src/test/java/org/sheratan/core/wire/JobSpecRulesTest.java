package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

class JobSpecRulesTest {
  private static final Json.Obj NONE = Json.Obj.EMPTY;

  @Test
  void shouldAcceptWhatCanBeStoredAndAwarded() {
    JobSpecRules.check(JobSpec.of("ping", NONE));
    JobSpecRules
        .check(spec("a.b_c-9", NONE, List.of("gpu:8G", "net"), JobSpecRules.MAX_TIMEOUT_MS, 20, "k!~"));
    JobSpecRules
        .check(spec("x".repeat(64), NONE, List.of(), JobSpecRules.MIN_TIMEOUT_MS, 1, "k".repeat(255)));
  }

  @Test
  void shouldNameTheFieldAsTheApiDoes() {
    String kind = "kind: expected 1 to 64 lower-case letters, digits, _ . -, such as read_file";
    for (String wrong : List.of("", "Rm", "rm -rf", "9lives", "\u00e9", "x".repeat(65), "x\n")) {
      refused(kind, spec(wrong, NONE, List.of(), 1_000, 1, "k"));
    }
    refused("needs: more than 16",
        spec("x", NONE, IntStream.range(0, 17).mapToObj(Integer::toString).toList(), 1_000, 1, "k"));
    refused("needs: expected offers such as gpu:8G, found gpu 8G",
        spec("x", NONE, List.of("gpu 8G"), 1_000, 1, "k"));
    refused("timeout_s: expected 0.1 to 2592000", spec("x", NONE, List.of(), 99, 1, "k"));
    refused("timeout_s: expected 0.1 to 2592000",
        spec("x", NONE, List.of(), JobSpecRules.MAX_TIMEOUT_MS + 1, 1, "k"));
    refused("max_attempts: expected 1 to 20", spec("x", NONE, List.of(), 1_000, 21, "k"));
    for (String wrong : List.of("", "a b", "k".repeat(256), "k\u00e9y")) {
      refused("idempotency_key: expected 1 to 255 visible ASCII characters",
          spec("x", NONE, List.of(), 1_000, 1, wrong));
    }
  }

  @Test
  void shouldBoundParametersInSizeAndDepth() {
    refused("params: 65009 bytes exceed 64512",
        spec("x", NONE.with("content", "x".repeat(65_004)), List.of(), 1_000, 1, "k"));
    Json deep = NONE;
    for (int depth = 1; depth < 33; depth++) {
      deep = new Json.Arr(List.of(deep));
    }
    refused("params: nested deeper than 32", spec("x", NONE.with("a", deep), List.of(), 1_000, 1, "k"));
  }

  private static JobSpec spec(String kind, Json.Obj params, List<String> needs, long timeoutMs,
      int maxAttempts,
      String key) {
    return new JobSpec(kind, params, Priority.NORMAL, timeoutMs, needs, 0, maxAttempts, false,
        Optional.of(key));
  }

  private static void refused(String message, JobSpec spec) {
    assertEquals(message,
        assertThrows(MalformedException.class, () -> JobSpecRules.check(spec)).getMessage());
  }
}
