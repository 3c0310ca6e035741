package org.sheratan.core.sim;

import org.sheratan.core.audit.AuditCase;
import org.sheratan.core.audit.Ballot;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Entropy;

/** An auditor of a trial: how long it thinks, and what it says. */
record AuditCraft(AuditTrialPlan plan, boolean liar) implements Craft {
  /** Of a request that should not run. */
  static final String BAD = "bad";

  @Override
  public long durationMs(ToolOrder order, Entropy entropy) {
    return order.kind().equals(Ballot.KIND)
        ? Math.round(-StrictMath.log(1 - entropy.nextDouble()) * plan.serviceMs())
        : 0;
  }

  @Override
  public ToolEvent end(ToolOrder order, Entropy entropy) {
    Json.Obj result = Json.Obj.EMPTY.with("ok", true);
    if (order.kind().equals(Ballot.KIND)) {
      AuditCase asked = AuditCase.read(order.params());
      boolean good = !asked.params().get(BAD).equals(new Json.Bool(true));
      boolean wrong = liar || entropy.chance(plan.mistakes());
      result = Ballot.of(asked, new Vote(good != wrong, "simulation", liar ? "lies" : "says what it sees"));
    }
    return new ToolEvent.Finished(order.job(), order.attempt(), result, 1);
  }
}
