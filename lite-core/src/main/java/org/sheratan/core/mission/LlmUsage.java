package org.sheratan.core.mission;

import java.util.List;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;

/**
 * What jobs used of language models, as their workers say.
 *
 * @param tokens of prompts and answers together
 * @param costMicros millionths of the currency that the endpoint's prices are in
 */
public record LlmUsage(long tokens, long costMicros) {
  public static final LlmUsage NONE = new LlmUsage(0, 0);
  /** What is done by asking a model. */
  private static final List<String> KINDS = List.of("llm_call", "agent_plan");
  /** Of a result, but no part of what the model said. */
  private static final List<String> BESIDE = List.of("ok", "action", "model", "finish", "lcp_version", "type",
      "usage");
  /** Twice as many as in English text: whoever counts honestly counts more tokens than that. */
  private static final int MOST_BYTES_PER_TOKEN = 8;

  /**
   * Of an ended job: what its worker says, but no fewer tokens than so much text must have been. A model, or a worker, that claims
   * to be free would never use up a budget.
   */
  public static LlmUsage of(Job job) {
    LlmUsage said = job.result().map(LlmUsage::of).orElse(NONE);
    if (job.state() != JobState.COMPLETED || !KINDS.contains(job.spec().kind())) {
      return said;
    }
    long bytes = text(job.spec().params()) + job.result().stream()
        .flatMap(result -> result.fields().entrySet().stream())
        .filter(member -> !BESIDE.contains(member.getKey())).mapToLong(member -> text(member.getValue()))
        .sum();
    return new LlmUsage(Math.max(said.tokens, Math.ceilDiv(bytes, MOST_BYTES_PER_TOKEN)), said.costMicros);
  }

  private static long text(Json value) {
    return CanonicalJson.bytes(value).length();
  }

  /**
   * Of a result's {@code usage.total_tokens} and {@code usage.cost_micros}. A worker's word: what is missing or is no
   * count is 0, and no word can make the sum smaller.
   */
  public static LlmUsage of(Json.Obj result) {
    return result.get("usage") instanceof Json.Obj usage
        ? new LlmUsage(count(usage.get("total_tokens")), count(usage.get("cost_micros")))
        : NONE;
  }

  public LlmUsage plus(LlmUsage other) {
    return new LlmUsage(sum(tokens, other.tokens), sum(costMicros, other.costMicros));
  }

  /** What came since {@code earlier}, which is part of it. */
  public LlmUsage minus(LlmUsage earlier) {
    return new LlmUsage(tokens - earlier.tokens, costMicros - earlier.costMicros);
  }

  private static long count(Json said) {
    return said instanceof Json.Int(var value) && value.signum() > 0
        ? value.bitLength() < Long.SIZE ? value.longValueExact() : Long.MAX_VALUE
        : 0;
  }

  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }
}
