package org.sheratan.core.store;

import java.io.IOException;

/**
 * Lifts a store from one format version to the next. Run before anything else is read; may be cut off by a
 * crash at any point and is then run again from the start, so it must be repeatable.
 */
public interface Migration {
  int fromVersion();

  void run(Disk disk) throws IOException;
}
