package org.sheratan.edge.access;

import java.io.IOException;

/** Keeps an {@link AccessRecord} over restarts. */
@FunctionalInterface
public interface AccessStore {
  /** Returns when it is on disk. */
  void save(AccessRecord record) throws IOException;
}
