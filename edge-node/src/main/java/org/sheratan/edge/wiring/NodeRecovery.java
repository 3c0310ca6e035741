package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import org.sheratan.edge.config.Config;
import org.sheratan.edge.console.Recovery;
import org.sheratan.edge.daemon.Shutdown;

/** Leaves marks in the data folder that the next start obeys. */
final class NodeRecovery implements Recovery {
  /**
   * systemd.exec(5): the process that systemd itself has started. All its children inherit it, those of a terminal too, so
   * it counts only where it names this process.
   */
  private static final String STARTED = "SYSTEMD_EXEC_PID";

  private final DataFolder folder;
  private final List<String> spared;
  private final Shutdown shutdown;
  private final boolean service;
  private volatile boolean restarting;

  NodeRecovery(Config config, Shutdown shutdown, Map<String, String> environment) {
    this.folder = new DataFolder(config.node().dataFolder());
    this.spared = FactoryReset.spared(config);
    this.shutdown = shutdown;
    this.service = Long.toString(ProcessHandle.current().pid()).equals(environment.get(STARTED));
  }

  /** The process ends because somebody at the console wanted it. */
  boolean restarting() {
    return restarting;
  }

  @Override
  public void safeMode(boolean on) throws IOException {
    if (on) {
      SecretFile.write(folder.safeModeFile(), "on");
    } else {
      Files.deleteIfExists(folder.safeModeFile());
    }
  }

  @Override
  public void factoryReset() throws IOException {
    SecretFile.write(folder.resetFile(), "factory-reset");
  }

  @Override
  public List<String> spared() {
    return spared;
  }

  @Override
  public void restart() {
    restarting = true;
    shutdown.ask();
  }

  @Override
  public boolean startsAgain() {
    return service;
  }
}
