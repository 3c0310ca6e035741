package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.edge.daemon.ExitStatus;

/** A short secret in a file that only its owner may read. */
final class SecretFile {
  private static final int MAX_BYTES = 4096;

  private SecretFile() {}

  /** @throws StartRefusal when others may read or change it, or it is no short text */
  static String read(Path file) throws IOException, StartRefusal {
    return read(file, MAX_BYTES);
  }

  /** @throws StartRefusal when others may read or change it, or it is longer */
  static String read(Path file, int maxBytes) throws IOException, StartRefusal {
    if (!PrivateFiles.others(file).isEmpty()) {
      throw new StartRefusal(ExitStatus.FAILURE, file + " holds a secret, but others may read or change it",
          PrivateFiles.closing(file));
    }
    if (Files.size(file) > maxBytes) {
      throw new StartRefusal(ExitStatus.FAILURE, file + " is longer than " + maxBytes + " bytes", "");
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
  }

  /** Appears whole, private and synced, or not at all. */
  static void write(Path file, String secret) throws IOException {
    PrivateFiles.replace(file, (secret.strip() + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
