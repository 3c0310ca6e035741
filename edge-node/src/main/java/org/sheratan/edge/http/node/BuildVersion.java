package org.sheratan.edge.http.node;

import java.util.Optional;

/** The version this program was built as. */
public final class BuildVersion {
  private BuildVersion() {}

  /** From the jar's manifest; {@code dev} when classes run from a folder. */
  public static String text() {
    return Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion()).orElse("dev");
  }
}
