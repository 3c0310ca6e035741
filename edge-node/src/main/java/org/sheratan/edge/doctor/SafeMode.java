package org.sheratan.edge.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/** Marks that somebody left at the console. */
final class SafeMode implements Examination {
  @Override
  public String id() {
    return "safe-mode";
  }

  @Override
  public boolean looksIntoFolder() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    Path reset = patient.folder().resolve("factory-reset");
    Path safe = patient.folder().resolve("safe-mode");
    if (Files.exists(reset)) {
      return wrong("the next start erases this node, as somebody asked at the console",
          patient.asOwner("rm " + reset));
    }
    return Files.exists(safe)
        ? wrong(
            "the node starts without radio, links and jobs, as somebody asked at the console; remove the mark,"
                + " then start it again",
            patient.asOwner("rm " + safe))
        : well("not asked for");
  }
}
