package org.sheratan.edge.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.config.ClosedFolder;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.daemon.SystemRandomness;

/** Runs a node in the foreground until it is told to stop. */
public final class Run {
  private Run() {}

  /**
   * @param configFile such as {@code /var/lib/sheratan/sheratan.toml}
   * @param until the node stops when this ends; empty for a node that only a signal stops
   * @return how it ended, after SIGTERM, SIGINT or the end of {@code until}
   * @throws StartRefusal when it could not start
   */
  public static ExitStatus run(Path configFile, Optional<InputStream> until) throws StartRefusal {
    Config read = configuration(configFile);
    Log.level(read.log().level());
    Log.info("starting", "config", read.file(), "data", read.node().dataFolder());
    Config config = FactoryReset.runIfAsked(read) ? configuration(configFile) : read;
    boolean safe = Files.exists(new DataFolder(config.node().dataFolder()).safeModeFile());
    if (safe) {
      Log.warn("safe-mode");
    }
    Shutdown shutdown = new Shutdown();
    Access access = AccessFile.open(new DataFolder(config.node().dataFolder()), new SystemRandomness(),
        new SystemClock());
    Optional<OpenConsole> console = OpenConsole.of(config, access, shutdown, safe);
    Starts starts = new Starts(safe ? config.inSafeMode() : config, access, shutdown, until, console);
    try {
      untilAsked(starts, console);
    } catch (StartRefusal refused) {
      shutdown.finished(refused.status().code());
      throw refused;
    }
    Log.info("stopped");
    shutdown.finished();
    return ExitStatus.OK;
  }

  private static void untilAsked(Starts starts, Optional<OpenConsole> console) throws StartRefusal {
    try {
      starts.run();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (IOException unclosed) {
      Log.warn("stop-failed", "part", "service", "why", unclosed);
    } finally {
      console.ifPresent(OpenConsole::close);
    }
  }

  /** The checked configuration that {@link #run} would use. */
  public static Config configuration(Path configFile) throws StartRefusal {
    if (ClosedFolder.hides(configFile) || Files.exists(configFile) && !Files.isReadable(configFile)) {
      throw new StartRefusal(ExitStatus.AUTH, "no permission to read " + configFile,
          "the same command with sudo, or as the user the node runs as");
    }
    if (!Files.exists(configFile)) {
      Path folder = configFile.toAbsolutePath().getParent();
      throw new StartRefusal(ExitStatus.NOT_FOUND,
          folder + " is not set up: there is no " + configFile.getFileName(),
          "sheratan init --data-dir " + folder);
    }
    try {
      return ConfigReader.read(configFile);
    } catch (ConfigException wrong) {
      throw new StartRefusal(ExitStatus.USAGE, wrong.getMessage(), "");
    }
  }
}
