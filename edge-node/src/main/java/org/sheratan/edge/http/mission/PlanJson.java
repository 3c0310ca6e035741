package org.sheratan.edge.http.mission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.LcpLimits;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.lcp.Wanted;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.kernel.MalformedException;

/** Reads a plan: what is said of its mission, as for any, and its steps. Its rules are those of {@code PlanRules}. */
final class PlanJson {
  private static final List<String> STEP = List.of("name", "kind", "params", "needs", "depends_on",
      "timeout_s");
  private static final String STEPS = "steps";
  private static final String ANSWER = "answer";
  private static final String TIMEOUT = "timeout_s";

  private PlanJson() {}

  /** @throws MalformedException naming the member and the reason */
  static Plan read(Json.Obj body) {
    Fields fields = Fields.of(body);
    List<Plan.Step> steps = new ArrayList<>();
    for (Fields step : fields.objects(STEPS, LcpLimits.MAX_STEPS)) {
      step.only(STEP);
      Wanted wanted = new Wanted(step.text("kind", WireLimits.NAME_BYTES),
          step.optionalObject("params").map(Fields::json).orElse(Json.Obj.EMPTY),
          step.texts("needs", WireLimits.MAX_NEEDS, WireLimits.NAME_BYTES),
          JsonWords.milliseconds(step, TIMEOUT, JobSpec.DEFAULT_TIMEOUT_MS));
      steps.add(new Plan.Step(step.text("name", WireLimits.NAME_BYTES), wanted,
          step.texts("depends_on", LcpLimits.MAX_STEPS, WireLimits.NAME_BYTES)));
    }
    if (steps.isEmpty()) {
      throw fields.malformed(STEPS, "missing or empty");
    }
    return new Plan(MissionJson.mission(body.without(STEPS).without(ANSWER).without(TIMEOUT)), steps,
        Optional.ofNullable(body.get(ANSWER)),
        JsonWords.milliseconds(fields, TIMEOUT, LcpLimits.DEFAULT_PLAN_MS));
  }
}
