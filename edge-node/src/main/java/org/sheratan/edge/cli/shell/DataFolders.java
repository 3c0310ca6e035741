package org.sheratan.edge.cli.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.daemon.ExitStatus;

/** Finds the folder of the node a command is meant for. */
public final class DataFolders {
  private static final Path INSTALLED = Path.of("/var/lib/sheratan");

  private DataFolders() {}

  /**
   * In this order: {@code --data-dir}, the folder named by {@code --config}, {@code $SHERATAN_HOME},
   * {@code ~/.local/share/sheratan} if it is there, {@code /var/lib/sheratan} if it is there, else the one in the home
   * folder.
   */
  public static Path find(Optional<Path> given, Optional<Path> configFile, Terminal terminal)
      throws CommandFailure {
    if (given.isPresent()) {
      return given.get();
    }
    if (configFile.isPresent()) {
      return read(configFile.get());
    }
    String home = terminal.environment().getOrDefault("SHERATAN_HOME", "");
    if (!home.isEmpty()) {
      return Path.of(home);
    }
    Path own = Path.of(userHome(terminal), ".local", "share", "sheratan");
    return !Files.exists(own) && Files.exists(INSTALLED) ? INSTALLED : own;
  }

  /** As a shell understands {@code ~}; Java asks the list of users instead and would differ under {@code sudo}. */
  private static String userHome(Terminal terminal) {
    String home = terminal.environment().getOrDefault("HOME", "");
    return home.isEmpty() ? System.getProperty("user.home") : home;
  }

  private static Path read(Path configFile) throws CommandFailure {
    try {
      return ConfigReader.read(configFile).node().dataFolder();
    } catch (ConfigException broken) {
      throw new CommandFailure(ExitStatus.USAGE, broken.getMessage(), "");
    }
  }
}
