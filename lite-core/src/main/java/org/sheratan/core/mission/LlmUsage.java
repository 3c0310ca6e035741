package org.sheratan.core.mission;

import org.sheratan.core.json.Json;

/**
 * What jobs used of language models, as their workers say.
 *
 * @param tokens of prompts and answers together
 * @param costMicros millionths of the currency that the endpoint's prices are in
 */
public record LlmUsage(long tokens, long costMicros) {
  public static final LlmUsage NONE = new LlmUsage(0, 0);

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
