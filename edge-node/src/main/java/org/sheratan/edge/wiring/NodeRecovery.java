package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.Files;

import org.sheratan.edge.console.Recovery;
import org.sheratan.edge.daemon.Shutdown;

/** Leaves marks in the data folder that the next start obeys. */
final class NodeRecovery implements Recovery {
  /** systemd.exec(5): set for everything that systemd starts as a service. */
  private static final String SERVICE = "INVOCATION_ID";

  private final DataFolder folder;
  private final Shutdown shutdown;
  private volatile boolean restarting;

  NodeRecovery(DataFolder folder, Shutdown shutdown) {
    this.folder = folder;
    this.shutdown = shutdown;
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
  public void restart() {
    restarting = true;
    shutdown.ask();
  }

  @Override
  public boolean startsAgain() {
    return !System.getenv().getOrDefault(SERVICE, "").isEmpty();
  }
}
