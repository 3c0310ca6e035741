package org.sheratan.edge.card;

import java.nio.file.Path;

/**
 * A file as it shall be. It will belong to whom its folder belongs.
 *
 * @param text not in {@link #toString}: it may hold a secret
 */
record PlannedFile(Path path, boolean secret, String text) {
  @Override
  public String toString() {
    return path.toString();
  }
}
