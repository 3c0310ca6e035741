package org.sheratan.core.tool.local;

/** Asked between chunks whether to go on. */
@FunctionalInterface
public interface StopSign {
  /** @throws ToolFailure saying why not */
  void check() throws ToolFailure;
}
