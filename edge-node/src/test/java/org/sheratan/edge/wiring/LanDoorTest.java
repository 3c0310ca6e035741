package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessRecord;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawClient;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.LanGate;
import org.sheratan.edge.http.route.LanGate.Lan;
import org.sheratan.edge.http.route.LanGate.State;
import org.sheratan.edge.tls.CertificateFingerprint;
import org.sheratan.edge.tls.PinnedTrust;

/** The listener for other machines; here on loopback. */
class LanDoorTest {
  @TempDir
  Path folder;
  private final SystemRandomness randomness = new SystemRandomness();
  private final Access access = new Access(record -> {}, AccessRecord.FRESH, randomness, RunningApi.CLOCK);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private Optional<LanDoor> made = Optional.empty();

  @AfterEach
  void tearDown() {
    made.ifPresent(LanDoor::close);
    executor.shutdownNow();
  }

  private LanDoor door(String http) throws Exception {
    return door(config(http));
  }

  private Config config(String http) throws Exception {
    Path file = folder.resolve("sheratan.toml");
    Files.writeString(file, "[node]\nname = \"alpha\"\n[http]\n# of mine\n" + http);
    return ConfigReader.read(file);
  }

  private LanDoor door(Config config) {
    LanDoor door = new LanDoor(config, "127.0.0.1", access, randomness);
    made = Optional.of(door);
    door.serve(new ApiParts(new FakeNode(), RunningApi.TOKEN, RunningApi.tokens(), FakeNode.NETWORK,
        RunningApi.CLOCK, executor,
        FakeNode.LINKS, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(door),
        Optional.empty(), Optional.empty(), false));
    return door;
  }

  private static int port(Lan lan) {
    String address = lan.address().orElseThrow();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static int status(Lan lan) throws IOException {
    return call(lan, "GET", "/api/v1/status", "").status();
  }

  private static RawResponse call(Lan lan, String method, String target, String body) throws IOException {
    try (RawClient client = new RawClient(
        PinnedTrust.context(CertificateFingerprint.parse(lan.fingerprint().orElseThrow())).getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), port(lan)))) {
      return client.send(RawClient.request(method, target, body, "Host: alpha.local:" + port(lan)))
          .response();
    }
  }

  @Test
  void shouldWaitForAPasswordHoweverItWasAskedFor() throws Exception {
    LanDoor door = door("lan = true\nlan_port = 0\n");
    assertEquals(State.HELD, door.lan().state());
    assertEquals(LanGate.NO_PASSWORD, door.lan().why());
    assertEquals("sheratan page", door.lan().fix());
    assertFalse(Files.exists(folder.resolve("tls.pem")), "made at first need");
    access.setPassword("a password of mine", access.passwordsSet());
    door.look();
    assertEquals(State.LISTENING, door.lan().state());
    assertEquals(200, status(door.lan()));
  }

  @Test
  void shouldBeSwitchedOnAndOffAndRememberIt() throws Exception {
    LanDoor door = door("lan_port = 0\n");
    assertEquals(State.OFF, door.lan().state());
    assertEquals(LanGate.NO_PASSWORD, door.set(true).why());
    assertFalse(Files.readString(folder.resolve("sheratan.toml")).contains("lan = "), "refused: not written");
    access.setPassword("a password of mine", access.passwordsSet());
    Lan on = door.set(true);
    assertEquals(200, status(on));
    assertTrue(ConfigReader.read(folder.resolve("sheratan.toml")).http().lan());
    assertTrue(Files.readString(folder.resolve("sheratan.toml")).contains("# of mine"));
    assertEquals(State.OFF, door.set(false).state());
    assertThrows(ConnectException.class, () -> status(on));
    assertFalse(ConfigReader.read(folder.resolve("sheratan.toml")).http().lan());
  }

  /** By the very door that it closes. */
  @Test
  void shouldAnswerWhoClosesItFromOutside() throws Exception {
    access.setPassword("a password of mine", access.passwordsSet());
    LanDoor door = door("lan = true\nlan_port = 0\n");
    Lan before = door.lan();
    RawResponse off = call(before, "POST", "/api/v1/lan", "{\"on\":false}");
    assertEquals(200, off.status());
    assertEquals("off", off.text("state"));
    assertEquals("close", off.header("connection"));
    assertThrows(ConnectException.class, () -> status(before));
  }

  @Test
  void shouldShowTheSameCertificateAfterARestart() throws Exception {
    access.setPassword("a password of mine", access.passwordsSet());
    Lan before = door("lan = true\nlan_port = 0\n").lan();
    made.orElseThrow().close();
    assertEquals(before.fingerprint(), door("lan = true\nlan_port = 0\n").lan().fingerprint());
  }

  @Test
  void shouldSayThatItsPortIsTakenAndTryAgain() throws Exception {
    access.setPassword("a password of mine", access.passwordsSet());
    LanDoor door;
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      door = door("lan = true\nlan_port = " + other.getLocalPort() + "\n");
      assertEquals("port " + other.getLocalPort()
          + " is taken by another program; stop that, or choose another [http] lan_port", door.lan().why());
    }
    door.look();
    assertEquals(State.LISTENING, door.lan().state());
  }

  @Test
  void shouldBeHeldByACertificateThatCannotBeBelieved() throws Exception {
    access.setPassword("a password of mine", access.passwordsSet());
    Path file = Files.writeString(folder.resolve("tls.pem"), "broken");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Lan lan = door("lan = true\nlan_port = 0\n").lan();
    assertEquals(State.HELD, lan.state());
    assertEquals("rm " + file, lan.fix());
  }

  /** It promises loopback only, and would have opened any free port on every interface. */
  @Test
  void shouldStayShutInSafeMode() throws Exception {
    access.setPassword("a password of mine", access.passwordsSet());
    LanDoor door = door(config("lan_port = 8443\n").inSafeMode());
    assertEquals(LanGate.SAFE_MODE, door.set(true).why());
    assertEquals(State.OFF, door.lan().state());
    assertFalse(Files.readString(folder.resolve("sheratan.toml")).contains("lan = "));
  }

  @Test
  void shouldNotOpenAfterItWasClosed() throws Exception {
    LanDoor door = door("lan = true\nlan_port = 0\n");
    access.setPassword("a password of mine", access.passwordsSet());
    door.close();
    door.look();
    assertEquals(State.HELD, door.lan().state());
  }
}
