package org.sheratan.core.store;

import java.io.IOException;

/**
 * Background work of the store: compaction or rebuilding the index. Runs on any one thread beside commits, or
 * inline; may be dropped between two steps (the store then offers it again after the next opening).
 */
public interface Chore {
  /** What it is, for the log: {@code compaction} or {@code index-rebuild}. */
  String name();

  /**
   * A bounded piece of work (about 64 KiB of disk traffic).
   *
   * @return true when the chore is done
   * @throws IOException when it failed; committed data is untouched and the store goes on
   */
  boolean step() throws IOException;

  /** All of it. */
  default void run() throws IOException {
    boolean done = step();
    while (!done) {
      done = step();
    }
  }
}
