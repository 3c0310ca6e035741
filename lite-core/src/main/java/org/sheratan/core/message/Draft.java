package org.sheratan.core.message;

import java.util.Optional;

import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.core.wire.WordsText;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

/**
 * Words as their author hands them in.
 *
 * @param to whom they are for
 * @param priority EMERGENCY repeats them until every node has them, and marks them there until a person acknowledges
 * @param lifetimeMs {@link MessageLimits#MIN_LIFETIME_MS} to {@link MessageLimits#MAX_LIFETIME_MS}, in time this node
 *     is up
 * @param idempotencyKey the author's name for this request: the same key gives the same message
 */
public record Draft(Recipient to, String text, Priority priority, long lifetimeMs,
    Optional<String> idempotencyKey) {
  /** @throws MalformedException naming the field and the rule it breaks */
  void check() {
    WordsText.check(text);
    if (lifetimeMs < MessageLimits.MIN_LIFETIME_MS || lifetimeMs > MessageLimits.MAX_LIFETIME_MS) {
      throw new MalformedException("lifetime_s", MalformedException.NO_OFFSET, "expected 1 to "
          + MessageLimits.MAX_LIFETIME_MS / 1000);
    }
    idempotencyKey.ifPresent(JobSpecRules::checkKey);
  }
}
