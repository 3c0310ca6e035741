package org.sheratan.edge.config;

import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that this user may not look into: what lies in it is neither there nor missing, as far as anybody here knows. */
public final class ClosedFolder {
  private ClosedFolder() {}

  /** Whether the system refuses to say if {@code file} is there; {@link Files#exists} is false then, too. */
  public static boolean hides(Path file) {
    return !Files.exists(file) && !Files.notExists(file);
  }
}
