package org.sheratan.edge.cli.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.config.UserFolders;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

/** Finds the folder of the node a command is meant for. */
public final class DataFolders {
  private static final Path INSTALLED = Path.of("/var/lib/sheratan");

  private DataFolders() {}

  /**
   * In this order: {@code --data-dir}, the folder named by {@code --config}, {@code $SHERATAN_HOME},
   * the user's own ({@link UserFolders}) if it is there, {@code /var/lib/sheratan} if it is there, else the user's own.
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
    Path own = UserFolders.of(terminal.environment()).node();
    return !Files.exists(own) && Files.exists(INSTALLED) ? INSTALLED : own;
  }

  private static Path read(Path configFile) throws CommandFailure {
    try {
      return ConfigReader.read(configFile).node().dataFolder();
    } catch (ConfigException broken) {
      throw new CommandFailure(ExitStatus.USAGE, broken.getMessage(), "");
    }
  }
}
