package org.sheratan.core.store;

import java.io.IOException;

/**
 * What is known outside the journal: the highest boot epoch ever begun, and whether this is still the place where it
 * was. An emptied, restored or copied journal does not know either.
 */
public interface EpochMark {
  /**
   * @param epoch highest ever begun, 0 before the first
   * @param doubt why the journal beside it may be older than what this node has shown to others, or run elsewhere
   *     too; empty when nothing speaks for that
   */
  record Found(int epoch, String doubt) {}

  /** What an earlier start left. Damage is doubt, not an error. */
  Found read() throws IOException;

  /**
   * Durable, all or nothing, before {@code epoch} is shown to anyone.
   *
   * @param settled false while the node is in doubt: a start after a crash must then doubt too
   */
  void write(int epoch, boolean settled) throws IOException;
}
