package org.sheratan.core.health;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.Check;

/**
 * One change of state.
 *
 * @param number counts them, ≥ 1; what a restart forgot is counted again
 * @param reason why, 1 to {@link #MAX_REASON_CHARS} characters
 * @param actor who wanted it, 1 to {@link #MAX_ACTOR_CHARS} characters; {@link #SYSTEM} for the node itself
 * @param meta what whoever wanted it keeps with it, at most {@link #MAX_META_BYTES} of canonical JSON
 * @param wallMs when; 0 where nobody vouched for the clock
 */
public record Transition(long number, SystemState from, SystemState to, String reason, String actor,
    Json.Obj meta, long wallMs) {
  public static final int MAX_REASON_CHARS = 200;
  public static final int MAX_ACTOR_CHARS = 64;
  public static final int MAX_META_BYTES = 1_024;
  public static final String SYSTEM = "system";

  public Transition {
    Check.that(number > 0, "transitions count from 1");
    Check.that(!reason.isBlank() && reason.length() <= MAX_REASON_CHARS, "a transition has a short reason");
    Check.that(!actor.isBlank() && actor.length() <= MAX_ACTOR_CHARS, "somebody wants a transition");
    Check.that(bytes(meta) <= MAX_META_BYTES, "what is kept with a transition is short");
    Check.that(from != to, "a transition changes the state");
  }

  /** What {@link #MAX_META_BYTES} bounds. */
  public static int bytes(Json.Obj meta) {
    return CanonicalJson.bytes(meta).length();
  }

  boolean byOperator() {
    return !actor.equals(SYSTEM);
  }
}
