package org.sheratan.core.tool.local;

/** How a tool waits for its share of I/O; real in edge.daemon, virtual in tests. */
@FunctionalInterface
public interface Pause {
  /** @return false when interrupted: the tool then stops */
  boolean forMs(long ms);
}
