package org.sheratan.core.tool;

import java.util.function.Consumer;

/** Runs tools outside the node's turn. */
public interface ToolRunner {
  /** Returns at once; {@code events} is called from any thread. */
  void start(ToolOrder order, Consumer<ToolEvent> events);

  /** Asks it to stop; it still ends with one event. */
  void stop(ToolOrder order);
}
