package org.sheratan.edge.doctor;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.edge.shell.View;

/** Whether the journal takes what is written, and whether parts of it were found damaged. */
final class JournalState implements Examination {
  @Override
  public String id() {
    return "journal";
  }

  @Override
  public boolean looksIntoFolder() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    Optional<View> status = patient.node().get("/api/v1/status");
    if (status.isPresent() && !status.get().is("accepting")) {
      return wrong(status.get().textOr("problem", "the node takes nothing"), "sheratan status");
    }
    Path store = patient.folder().resolve("store");
    if (!Files.isDirectory(store)) {
      return unknown("there is none yet");
    }
    int damaged = 0;
    try (DirectoryStream<Path> aside = Files.newDirectoryStream(store, "quarantine-*")) {
      for (Path each : aside) {
        damaged += Files.exists(each) ? 1 : 0;
      }
    } catch (IOException | DirectoryIteratorException closed) {
      return unknown(store + " cannot be listed", "sudo sheratan doctor");
    }
    return damaged == 0
        ? well("no damage is known")
        : wrong(damaged + (damaged == 1 ? " damaged stretch was" : " damaged stretches were")
            + " found and set aside; look after the disk", "sudo journalctl -u sheratan-edge -g store-rot");
  }
}
