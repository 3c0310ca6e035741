package org.sheratan.edge.bundle;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.sheratan.core.json.Json;

/** How much of what lies in the store; nothing of what is in it. */
final class JournalFacts {
  private static final List<String> KINDS = List.of("journal", "snapshot", "quarantine", "mark");

  private JournalFacts() {}

  /** Null where the folder cannot be listed. */
  static Json of(Path dataFolder) {
    Json.Obj facts = Json.Obj.EMPTY;
    for (String kind : KINDS) {
      long files = 0;
      long bytes = 0;
      try (DirectoryStream<Path> found = Files.newDirectoryStream(dataFolder.resolve("store"), kind + "*")) {
        for (Path file : found) {
          files++;
          bytes += Files.size(file);
        }
      } catch (IOException | DirectoryIteratorException untold) {
        return new Json.Null();
      }
      facts = facts.with(kind + "_files", files).with(kind + "_bytes", bytes);
    }
    return facts;
  }
}
