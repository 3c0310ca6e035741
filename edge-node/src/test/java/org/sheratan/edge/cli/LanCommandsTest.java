package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.http.FakeLan;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;

class LanCommandsTest {
  private final FakeLan lan = new FakeLan();
  @TempDir
  private Path folder;
  @AutoClose
  private final RunningApi api = new RunningApi(new FakeNode(), HttpSettings.loopback(0), Optional.empty(),
      Optional.empty(), Optional.of(lan));

  LanCommandsTest() throws IOException {}

  private CliRun run(String... arguments) throws IOException {
    return CliRun.against(api, folder, arguments);
  }

  @Test
  void shouldLetOthersInAndShowWhatToCompare() throws IOException {
    assertFalse(run("status").out().contains("lan "));
    CliRun on = run("lan", "on");
    assertEquals(0, on.exit(), on.err());
    String shown = "lan        https://alpha.local:8443\nSHA-256    " + FakeLan.FINGERPRINT + "\n";
    assertEquals(shown, on.out());
    assertTrue(run("status").out().contains(shown));
    assertEquals("other machines are not let in any more\n", run("lan", "off").out());
  }

  @Test
  void shouldDrawTheAddressForAPhoneOnAScreen() throws IOException {
    CliRun.leadTo(api, folder);
    CliRun on = CliRun.atATerminal("", "--data-dir", folder.toString(), "lan", "on");
    assertTrue(on.out().contains("\u2588"), on.out());
    assertTrue(on.out().contains("https://alpha.local:8443"), on.out());
  }

  @Test
  void shouldExitSixWhileNobodyHasSetAPassword() throws IOException {
    lan.password = false;
    CliRun refused = run("lan", "on");
    assertEquals(6, refused.exit());
    assertTrue(refused.err().contains("login at the console"), refused.err());
  }

  @Test
  void shouldExitNineWhenItDoesNotListen() throws IOException {
    lan.portTaken = true;
    CliRun held = run("lan", "on");
    assertEquals(9, held.exit());
    assertTrue(held.out().contains("held: port 8443 is taken"), held.out());
  }
}
