package org.sheratan.core.store;

import java.io.IOException;

/** Sealed changes on their way to disk. Made by the store, run by whoever owns a thread for it. */
public interface Commit {
  /** Journal position of these changes; grows with every commit. */
  long position();

  /**
   * Writes and syncs, together with everything else that was sealed meanwhile. Blocks; may be called from any
   * thread, several at once, in any order.
   *
   * @throws IOException when the journal failed; it then takes nothing more
   */
  void run() throws IOException;
}
