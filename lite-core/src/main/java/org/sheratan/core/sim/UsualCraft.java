package org.sheratan.core.sim;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Entropy;

/** Tools that take their time, and fail now and then. */
record UsualCraft(SimWork work) implements Craft {
  @Override
  public long durationMs(ToolOrder order, Entropy entropy) {
    return work.shortestMs() + entropy.nextInt(work.longestMs() - work.shortestMs());
  }

  @Override
  public ToolEvent end(ToolOrder order, Entropy entropy) {
    return entropy.chance(work.failures()) ? failure(order) : success(order);
  }

  static ToolEvent success(ToolOrder order) {
    Json.Obj result = Json.Obj.EMPTY.with("ok", true).with("action", "sim_result").with("params",
        order.params());
    return new ToolEvent.Finished(order.job(), order.attempt(), result, 1);
  }

  private static ToolEvent failure(ToolOrder order) {
    return new ToolEvent.Failed(order.job(), order.attempt(), "sim_failure", "failed by plan", true);
  }
}
