package org.sheratan.edge.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.daemon.ServiceNotice;
import org.sheratan.edge.daemon.Shutdown;

/** Runs a node in the foreground until it is told to stop. */
public final class Run {
  private static final long NOT_YET_MS = 60_000;

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
    Optional<OpenConsole> console = OpenConsole.of(config, shutdown, safe);
    try {
      runUntilAsked(safe ? config.inSafeMode() : config, shutdown, until, console);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (IOException unclosed) {
      Log.warn("stop-failed", "part", "service", "why", unclosed);
    } catch (StartRefusal refused) {
      stayForConsole(shutdown, until, console, refused);
      if (console.isEmpty() || !console.get().restarting()) {
        throw refused;
      }
    } finally {
      console.ifPresent(OpenConsole::close);
    }
    Log.info("stopped");
    shutdown.finished();
    return ExitStatus.OK;
  }

  private static void runUntilAsked(Config config, Shutdown shutdown, Optional<InputStream> until,
      Optional<OpenConsole> console) throws StartRefusal, InterruptedException, IOException {
    try (ServiceNotice service = serviceNotice();
        RunningNode node = RunningNode.start(config, shutdown, service, console)) {
      shutdown.listen();
      until.ifPresent(shutdown::askAtEndOf);
      node.ready();
      shutdown.await();
      Log.info("stopping");
      service.stopping();
    }
  }

  /** Somebody at the console can see why, and mend it. To a service manager the node is still about to start. */
  private static void stayForConsole(Shutdown shutdown, Optional<InputStream> until,
      Optional<OpenConsole> console, StartRefusal refused) throws StartRefusal {
    if (console.isEmpty()) {
      return;
    }
    Log.error("refused", "why", refused.getMessage());
    console.get().onRefused(refused);
    shutdown.listen();
    until.ifPresent(shutdown::askAtEndOf);
    try (ServiceNotice service = serviceNotice()) {
      do {
        service.notYet(2 * NOT_YET_MS);
      } while (!shutdown.await(NOT_YET_MS));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (IOException unclosed) {
      Log.warn("stop-failed", "part", "service", "why", unclosed);
    }
    shutdown.finished(console.get().restarting() ? ExitStatus.OK.code() : refused.status().code());
  }

  private static ServiceNotice serviceNotice() throws StartRefusal {
    try {
      return ServiceNotice.of(System.getenv());
    } catch (IOException refused) {
      throw new StartRefusal(ExitStatus.FAILURE,
          "the service manager cannot be told: " + refused.getMessage(),
          "start it with systemctl");
    }
  }

  /** The checked configuration that {@link #run} would use. */
  public static Config configuration(Path configFile) throws StartRefusal {
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
