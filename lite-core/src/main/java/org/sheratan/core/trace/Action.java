package org.sheratan.core.trace;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.Check;

/**
 * What was decided.
 *
 * @param params what it refers to, in a few words: never a job's own parameters
 * @param selectScore of what was chosen among several, 0..1; 0 where nothing was chosen
 * @param allowed whether the gates let it through
 */
public record Action(ActionType type, Json.Obj params, double selectScore, boolean allowed) {
  public Action {
    Check.that(Double.isFinite(selectScore), "a score is a number");
    Check.that(allowed || type == ActionType.QUARANTINE || type == ActionType.ABORT,
        "what no gate lets through is held or ended");
  }
}
