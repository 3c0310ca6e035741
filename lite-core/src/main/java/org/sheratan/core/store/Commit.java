package org.sheratan.core.store;

import java.io.IOException;

/** Sealed changes on their way to disk. Made by the store, run by whoever owns a thread for it. */
public interface Commit {
  /** Journal position after these changes; grows with every commit. */
  long position();

  /** Writes and syncs. Runs on any one thread, commits in the order they were sealed. */
  void run() throws IOException;
}
