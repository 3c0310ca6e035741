package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.daemon.Shutdown;

class NodeRecoveryTest {
  @TempDir
  Path temporary;
  private final Shutdown shutdown = new Shutdown();

  private Config config(String data) {
    try {
      return ConfigReader.parse(temporary.resolve("sheratan.toml"), "[node]\ndata = \"" + data + "\"\n");
    } catch (ConfigException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private NodeRecovery recovery() {
    return started(Map.of());
  }

  private NodeRecovery started(Map<String, String> environment) {
    return new NodeRecovery(config("."), shutdown, environment);
  }

  @Test
  void shouldLeaveAndTakeAwayTheMarkOfSafeMode() throws Exception {
    DataFolder folder = new DataFolder(temporary);
    recovery().safeMode(true);
    assertTrue(Files.exists(folder.safeModeFile()));
    recovery().safeMode(true);
    recovery().safeMode(false);
    assertFalse(Files.exists(folder.safeModeFile()));
    recovery().safeMode(false);
    assertFalse(Files.exists(folder.resetFile()));
  }

  @Test
  void shouldOnlyMarkTheFolderForAReset() throws Exception {
    Files.writeString(temporary.resolve("identity.key"), "seed");
    recovery().factoryReset();
    assertTrue(Files.exists(new DataFolder(temporary).resetFile()));
    assertEquals("seed", Files.readString(temporary.resolve("identity.key")),
        "while the node runs nothing is erased");
  }

  @Test
  void shouldAskTheProcessToEnd() throws Exception {
    NodeRecovery recovery = recovery();
    assertFalse(recovery.restarting());
    recovery.restart();
    assertTrue(recovery.restarting());
    assertTrue(shutdown.await(0));
  }

  @Test
  void shouldKnowAServiceFromAChildOfOne() {
    long pid = ProcessHandle.current().pid();
    assertTrue(started(Map.of("SYSTEMD_EXEC_PID", Long.toString(pid))).startsAgain());
    assertFalse(started(Map.of("INVOCATION_ID", "0123456789abcdef", "SYSTEMD_EXEC_PID",
        Long.toString(pid + 1))).startsAgain(), "in a terminal that is a service itself");
    assertFalse(started(Map.of()).startsAgain());
  }

  @Test
  void shouldSayWhenTheMarkCannotBeWritten() {
    NodeRecovery nowhere = new NodeRecovery(config("gone"), shutdown, Map.of());
    assertThrows(IOException.class, () -> nowhere.safeMode(true));
    assertThrows(IOException.class, nowhere::factoryReset);
  }
}
