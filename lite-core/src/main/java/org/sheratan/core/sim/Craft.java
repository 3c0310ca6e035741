package org.sheratan.core.sim;

import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Entropy;

/** What the tools of a simulated node do. */
interface Craft {
  /** Asked first, once for each run. */
  long durationMs(ToolOrder order, Entropy entropy);

  /** How a run ends that nobody stops. */
  ToolEvent end(ToolOrder order, Entropy entropy);
}
