package org.sheratan.core.tool.local;

/** Asked between chunks whether to go on. */
@FunctionalInterface
interface StopSign {
  /** @throws ToolFailure with {@link ToolFailure#STOPPED} */
  void check() throws ToolFailure;
}
