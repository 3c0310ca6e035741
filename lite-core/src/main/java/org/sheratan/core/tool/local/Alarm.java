package org.sheratan.core.tool.local;

/** Has something done later, on another thread, so that whatever a tool waits for ends in time; real in edge.daemon. */
@FunctionalInterface
public interface Alarm {
  /**
   * @param task must be short
   * @return takes it back, if it was not done yet
   */
  Runnable after(long ms, Runnable task);
}
