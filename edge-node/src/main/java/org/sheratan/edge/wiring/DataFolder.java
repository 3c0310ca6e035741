package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.sheratan.core.store.Spare;
import org.sheratan.core.store.StoreHealth;
import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.edge.daemon.ExitStatus;

/** Where everything of one node lies; docs/operations.md lists the files. */
public record DataFolder(Path top) {
  public Path configFile() {
    return top.resolve("sheratan.toml");
  }

  public Path identityFile() {
    return top.resolve("identity.key");
  }

  public Path networkKeyFile() {
    return top.resolve("network.key");
  }

  /** Written once the node is ready, removed when it stops in order. */
  public Path runFile() {
    return top.resolve("run.json");
  }

  /** Who may sign in. */
  Path accessFile() {
    return top.resolve("access");
  }

  /** Which tokens were given to others. */
  Path tokensFile() {
    return top.resolve("api-tokens");
  }

  /** What is shown to other machines; its fingerprint has been compared by people. */
  Path certificateFile() {
    return top.resolve("tls.pem");
  }

  /** While it exists, the node starts with as little as possible. */
  Path safeModeFile() {
    return top.resolve("safe-mode");
  }

  /** The next start makes the node new. */
  Path resetFile() {
    return top.resolve("factory-reset");
  }

  /** How far this node has come, and where it was then; outside the store, which may be lost or restored. */
  Path markFile() {
    return top.resolve("epoch.mark");
  }

  /** What time it is at least. */
  Path timeFile() {
    return top.resolve("time");
  }

  /** What is known of workers outside. */
  Path workersFile() {
    return top.resolve("relay-workers.json");
  }

  /** What hosts of Core v2 said of themselves. */
  Path hostsFile() {
    return top.resolve("core-v2-hosts.json");
  }

  Path storeFolder() {
    return top.resolve("store");
  }

  Path indexFolder() {
    return top.resolve("index");
  }

  /** Makes {@code folder} and those above it, for the owner only. */
  static void create(Path folder) throws StartRefusal {
    try {
      PrivateFiles.createFolder(folder);
    } catch (IOException refused) {
      throw refusal(folder, refused);
    }
  }

  /** In the operator's words, whatever the file system said about {@code file}. */
  static StartRefusal refusal(Path file, IOException cause) {
    String why = switch (cause) {
      case NoSuchFileException absent -> "no such file or folder";
      case AccessDeniedException denied -> "permission denied";
      case FileSystemException refused when refused.getReason() != null -> refused.getReason();
      default -> String.valueOf(cause.getMessage());
    };
    return new StartRefusal(ExitStatus.FAILURE, file + ": " + why, full(file) ? StoreHealth.MAKE_ROOM : "");
  }

  private static boolean full(Path file) {
    try {
      return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < Spare.FULL_BYTES;
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
