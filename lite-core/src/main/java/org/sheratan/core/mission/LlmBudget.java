package org.sheratan.core.mission;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;

/**
 * What the chains of one mission may spend on language models: {@code metadata.llm_budget}, such as
 * {@code {"tokens": 20000, "cost_micros": 500000}}. In the metadata, so that clients of the original can set it too.
 *
 * @param tokens of prompts and answers together
 * @param costMicros millionths of the currency that the endpoint's prices are in
 */
public record LlmBudget(OptionalLong tokens, OptionalLong costMicros) {
  /** A member of a mission's metadata. */
  public static final String NAME = "llm_budget";
  private static final String TOKENS = "tokens";
  private static final String COST = "cost_micros";

  /** @throws MalformedException when there is one that says something else, or nothing */
  public static Optional<LlmBudget> of(Json.Obj metadata) {
    return Fields.of("metadata", metadata).optionalObject(NAME).map(LlmBudget::read);
  }

  private static LlmBudget read(Fields fields) {
    fields.only(List.of(TOKENS, COST));
    LlmBudget budget = new LlmBudget(fields.optionalInteger(TOKENS, 0, Long.MAX_VALUE),
        fields.optionalInteger(COST, 0, Long.MAX_VALUE));
    if (budget.tokens().isEmpty() && budget.costMicros().isEmpty()) {
      throw fields.malformed(TOKENS, "missing, and " + COST + " too");
    }
    return budget;
  }

  /** Why {@code used} leaves nothing for another job; empty when it does. */
  public Optional<String> spentBy(LlmUsage used) {
    return spent(used.tokens(), tokens, "tokens")
        .or(() -> spent(used.costMicros(), costMicros, "cost_micros"));
  }

  private static Optional<String> spent(long used, OptionalLong limit, String unit) {
    return limit.isPresent() && used >= limit.getAsLong()
        ? Optional.of(used + " of " + limit.getAsLong() + " " + unit + " are spent")
        : Optional.empty();
  }
}
