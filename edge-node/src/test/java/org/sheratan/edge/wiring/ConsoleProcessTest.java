package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.NetworkKey;

/** Real daemons with a console on a real pseudo-terminal. */
class ConsoleProcessTest {
  private static final Pattern CODE = Pattern.compile("Setup code: ([2-9A-Z]{4}-[2-9A-Z]{4}) \\(");
  private static final String PASSWORD = "a password of mine";

  @TempDir
  Path temporary;
  private Path device;
  private NodeHome home;

  @BeforeEach
  void setUp() throws Exception {
    device = temporary.resolve("tty");
    home = NodeHome.make(temporary.resolve("node-a"), NetworkKey.generate(new SystemRandomness()),
        NodeHome.freeUdpPort(), "[console]\ndevice = \"" + device + "\"\n");
  }

  private static void setPassword(ConsoleUser user) throws Exception {
    user.type("setup-code");
    Matcher code = CODE.matcher(user.until("15 min)"));
    assertTrue(code.find());
    user.until("sheratan> ");
    user.type("login");
    user.until("Setup code: ");
    user.type(code.group(1));
    user.until("New password");
    user.type(PASSWORD);
    user.until("Again: ");
    user.type(PASSWORD);
    user.until("sheratan# ");
  }

  @Test
  void shouldShowTheSameFiguresAsTheApi() throws Exception {
    try (ConsoleUser user = ConsoleUser.at(device); NodeProcess node = home.start()) {
      user.until("[ OK ] storage");
      user.until("sheratan> ");
      user.type("ver");
      String version = user.until("sheratan> ");
      assertTrue(version.contains("node-a"), version);
      String shortName = home.client().get("/api/v1/status").text("short_name");
      assertTrue(version.contains(shortName), version);
      assertEquals(0, node.terminate());
    }
  }

  @Test
  void shouldKeepOtherMachinesOutUntilAPasswordIsSet() throws Exception {
    Files.writeString(home.configFile(),
        Files.readString(home.configFile()).replace("[http]", "[http]\nlan = true\nlan_port = 0"));
    try (ConsoleUser user = ConsoleUser.at(device); NodeProcess node = home.start()) {
      user.until("[HELD] lan            no password has been set yet");
      NodeClient.Reply status = home.client().get("/api/v1/status");
      assertTrue(status.body().get("lan").toString().contains("held"), status.body()::toString);
      assertFalse(Files.exists(home.dataFolder().resolve("tls.pem")), "nothing to show to others yet");
      assertEquals(0, node.terminate());
      assertTrue(node.said("event=lan-held"));
    }
  }

  @Test
  void shouldThrottleGuessersOverAKill() throws Exception {
    try (ConsoleUser user = ConsoleUser.at(device)) {
      try (NodeProcess node = home.start()) {
        user.until("[ OK ] storage");
        user.until("sheratan> ");
        for (int tries = 0; tries < 3; tries++) {
          user.type("login");
          user.until("Setup code: ");
          user.type("AAAA-AAAA");
          user.until("is wrong");
          user.until("sheratan> ");
        }
        node.kill();
      }
      try (NodeProcess node = home.start()) {
        user.until("[ OK ] storage");
        user.until("sheratan> ");
        user.type("login");
        user.until("Setup code: ");
        user.type("AAAA-AAAA");
        user.until("error: too soon after wrong tries");
        assertFalse(node.said("AAAA"), "what was tried is not in the log");
      }
    }
  }

  @Test
  void shouldKeepThePasswordAndNoWordOfIt() throws Exception {
    try (ConsoleUser user = ConsoleUser.at(device)) {
      try (NodeProcess node = home.start()) {
        user.until("[ OK ] storage");
        user.until("sheratan> ");
        setPassword(user);
        assertFalse(node.said(PASSWORD));
        assertEquals(0, node.terminate());
      }
      String kept = SecretFile.read(home.dataFolder().resolve("access"));
      assertTrue(kept.startsWith("wrong=0 password=$argon2id$"), kept);
      assertFalse(kept.contains(PASSWORD));
      try (NodeProcess node = home.start()) {
        user.until("[ OK ] storage");
        String greeting = user.until("sheratan> ");
        assertFalse(greeting.contains("Setup code"), greeting);
        user.type("login");
        user.until("Password: ");
        user.type(PASSWORD);
        user.until("sheratan# ");
        user.type("reboot");
        user.until("the node stops now");
        assertEquals(0, node.exitStatus());
      }
    }
  }

  @Test
  void shouldGoOnWithoutItsDeviceAndFindItAgain() throws Exception {
    try (ConsoleUser user = ConsoleUser.at(device); NodeProcess node = home.start()) {
      node.awaitReady();
      user.until("[ OK ] storage");
      user.hangUp();
      try (ConsoleUser again = ConsoleUser.at(device)) {
        again.until("serial console ready");
        again.until("sheratan> ");
        assertEquals("node-a", home.client().get("/api/v1/status").text("name"));
        assertTrue(node.said("event=console-lost"));
      }
    }
  }

  @Test
  void shouldStayForTheConsoleWhenTheNodeCannotStart() throws Exception {
    Files.delete(home.configFile().resolveSibling("network.key"));
    Path notice = Files.createFile(temporary.resolve("notice"));
    try (ConsoleUser user = ConsoleUser.at(device);
        NodeProcess node = NodeProcess.startAsService(home.configFile(), notice)) {
      user.until("[FAIL] node           no network key");
      user.until("sheratan> ");
      user.type("uptime");
      user.until("error: no network key");
      assertEquals(4, node.terminate(), "as it would without a console");
    }
    // Systemd would have ended it after its start time.
    assertEquals("EXTEND_TIMEOUT_USEC=120000000\n", Files.readString(notice));
  }

  @Test
  void shouldNotCallANodeUpThatIsRefusedInTheEnd() throws Exception {
    Files.createDirectories(home.dataFolder().resolve("api-address/in-the-way"));
    try (ConsoleUser user = ConsoleUser.at(device); NodeProcess node = home.start()) {
      String greeting = user.until("[FAIL] node");
      assertFalse(greeting.contains("[ OK ]"), greeting);
      user.until("api-address");
      user.until("sheratan> ");
      assertEquals(1, node.terminate());
    }
  }

  @Test
  void shouldStartByItselfWhenAPortBecomesFree() throws Exception {
    ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Files.writeString(home.configFile(), Files.readString(home.configFile()).replace("[http]\nport = 0",
        "[http]\nport = " + other.getLocalPort()));
    try (ConsoleUser user = ConsoleUser.at(device); NodeProcess node = home.start()) {
      user.until("is taken by another");
      assertTrue(user.until("sheratan> ").contains("it is tried again"));
      other.close();
      user.until("[ OK ] storage");
      user.until("sheratan> ");
      assertEquals("node-a", home.client().get("/api/v1/status").text("name"));
      assertEquals(0, node.terminate());
    } finally {
      other.close();
    }
  }

  @Test
  void shouldRunWithASpoiledAccessFileAndLetNobodySignIn() throws Exception {
    Files.createDirectories(home.dataFolder());
    SecretFile.write(home.dataFolder().resolve("access"), "wrong=0 password=changeme");
    try (ConsoleUser user = ConsoleUser.at(device); NodeProcess node = home.start()) {
      user.until("[ OK ] storage");
      user.until("nobody can sign in");
      user.until("sheratan> ");
      user.type("login");
      user.until("error: nobody can sign in");
      user.until("try: remove it");
      assertEquals("node-a", home.client().get("/api/v1/status").text("name"));
      assertEquals(0, node.terminate());
      assertTrue(node.said("event=access-barred"), node.log().toString());
      assertFalse(node.said("changeme"), "what is in the file is not repeated");
    }
  }
}
