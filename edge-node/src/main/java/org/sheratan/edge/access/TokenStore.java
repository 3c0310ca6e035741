package org.sheratan.edge.access;

import java.io.IOException;

/** Keeps a {@link TokenList} over restarts. */
@FunctionalInterface
public interface TokenStore {
  /** Returns when it is on disk. */
  void save(TokenList tokens) throws IOException;
}
