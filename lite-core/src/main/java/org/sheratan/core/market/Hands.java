package org.sheratan.core.market;

import org.sheratan.core.tool.ToolOrder;

/** What the worker has done for it, outside the node's turn. */
public interface Hands {
  /** Starts the tool once this turn is on disk, unless {@link Worker#mayStart} says no by then. */
  void start(ToolOrder order);

  /** Stops it now; it still reports one end. */
  void stop(ToolOrder order);
}
