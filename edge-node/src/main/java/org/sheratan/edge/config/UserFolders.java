package org.sheratan.edge.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a user's own node keeps its things when nobody says: the place each system has for that. On Windows
 * {@code %LOCALAPPDATA%\\Sheratan}, which no server copies about; on macOS {@code ~/Library/Application Support/Sheratan};
 * elsewhere as in the XDG Base Directory Specification.
 *
 * @param system {@code os.name}, such as {@code Linux}
 * @param home the user's home folder
 */
public record UserFolders(String system, Path home, Map<String, String> environment) {
  private static final String OURS = "Sheratan";

  /** Of this machine, with the home folder as a shell understands {@code ~}: Java asks the list of users instead. */
  public static UserFolders of(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return new UserFolders(System.getProperty("os.name"),
        Path.of(home.isEmpty() ? System.getProperty("user.home") : home), environment);
  }

  /** Of one node. */
  public Path node() {
    return own().map(folder -> folder.resolve("node"))
        .orElseGet(() -> home.resolve(".local").resolve("share").resolve("sheratan"));
  }

  /** Of the airtime of all transmitters the user has: in no node's folder. */
  Path airtime() {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    return own().map(folder -> folder.resolve("airtime"))
        .orElseGet(() -> (state.startsWith("/")
            ? home.getFileSystem().getPath(state)
            : home.resolve(".local").resolve("state")).resolve("sheratan").resolve("airtime"));
  }

  private Optional<Path> own() {
    if (system.startsWith("Windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return Optional.of((local.isEmpty()
          ? home.resolve("AppData").resolve("Local")
          : home.getFileSystem().getPath(local)).resolve(OURS));
    }
    return system.startsWith("Mac")
        ? Optional.of(home.resolve("Library").resolve("Application Support").resolve(OURS))
        : Optional.empty();
  }
}
