package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.access.AccessToken;
import org.sheratan.edge.cli.shell.DataFolders;
import org.sheratan.edge.cli.shell.Terminal;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RunningApi;

/** Finding the node, and what is said when it cannot be reached. */
class ReachTest {
  @TempDir
  private Path folder;

  @Test
  void shouldExitThreeWhereNoNodeRuns() throws IOException {
    CliRun run = CliRun.of("status", "--data-dir", folder.resolve("none").toString(), "--json");
    assertEquals(3, run.exit());
    assertTrue(run.err().contains("Try: sheratan init --data-dir " + folder));
    Files.createFile(folder.resolve("sheratan.toml"));
    assertTrue(CliRun.of("status", "--timeout", "1ms", "--data-dir", folder.toString()).err()
        .contains("no node runs in " + folder + ". Try: sheratan run --data-dir "
            + folder));
    Json.Obj error = (Json.Obj) run.json().get("error");
    assertEquals(Json.Obj.EMPTY.with("x", 3).get("x"), error.get("exit_status"));
  }

  @Test
  void shouldExitThreeWhenTheNodeIsGone() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ApiFolder files = new ApiFolder(folder);
    files.writeToken(RunningApi.TOKEN);
    files.leaveAddress(new InetSocketAddress("127.0.0.1", port));
    CliRun run = CliRun.of("status", "--data-dir", folder.toString());
    assertEquals(3, run.exit());
    assertTrue(run.err().contains("does not run"));
  }

  @Test
  void shouldExitFiveForAWrongTokenAndNeverShowIt() throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode())) {
      CliRun.leadTo(api, folder);
      new ApiFolder(folder).writeToken(AccessToken.parse("another-token-0123456789"));
      CliRun run = CliRun.of("status", "--data-dir", folder.toString());
      assertEquals(5, run.exit());
      assertFalse((run.out() + run.err()).contains("another-token"));
    }
  }

  @Test
  void shouldExitFiveForADamagedTokenFileWithoutShowingIt() throws IOException {
    new ApiFolder(folder).leaveAddress(new InetSocketAddress("127.0.0.1", 1));
    Files.writeString(folder.resolve("api-token"), "s p a c e s");
    CliRun run = CliRun.of("status", "--data-dir", folder.toString());
    assertEquals(5, run.exit());
    assertFalse(run.err().contains("s p a c e s"));
    assertTrue(run.err().contains("removing api-token from " + folder), run.err());
  }

  /** What a killed node left behind led to whoever had its port, with the token. */
  @Test
  void shouldExitThreeForAnAddressNobodyVouchesFor() throws IOException {
    try (ServerSocket thief = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      new ApiFolder(folder).writeToken(RunningApi.TOKEN);
      Files.createFile(folder.resolve("sheratan.toml"));
      Files.writeString(folder.resolve("api-address"), "http://127.0.0.1:" + thief.getLocalPort());
      CliRun run = CliRun.of("status", "--timeout", "1ms", "--data-dir", folder.toString());
      assertEquals(3, run.exit());
      assertTrue(run.err().contains("no node runs in " + folder), run.err());
      thief.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, thief::accept);
    }
  }

  /** A byte now and then held a command for as long as the server liked: a socket's own timeout begins anew with each. */
  @Test
  void shouldExitSevenForAnAnswerThatDripsWithoutEnd() throws Exception {
    for (String begin : List.of("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-Drip: ")) {
      try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ApiFolder files = new ApiFolder(folder);
        files.writeToken(RunningApi.TOKEN);
        files.leaveAddress(new InetSocketAddress("127.0.0.1", dripping.getLocalPort()));
        CountDownLatch over = new CountDownLatch(1);
        Thread server = Thread.startVirtualThread(() -> drip(dripping, begin, over));
        CliRun run = assertTimeout(Duration.ofSeconds(60),
            () -> CliRun.of("status", "--data-dir", folder.toString(), "--timeout", "500ms"));
        over.countDown();
        server.join();
        assertEquals(7, run.exit(), run.err());
        assertTrue(run.err().contains("a longer --timeout"), run.err());
      }
    }
  }

  private static void drip(ServerSocket server, String begin, CountDownLatch over) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
      while (!over.await(20, TimeUnit.MILLISECONDS)) {
        client.getOutputStream().write(' ');
      }
    } catch (IOException | InterruptedException hungUp) {
      // The command went away.
    }
  }

  @Test
  void shouldExitSevenWhenTheNodeDoesNotAnswerInTime() throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode().silent())) {
      assertEquals(7, CliRun.against(api, folder, "status", "--timeout", "200ms").exit());
    }
  }

  @Test
  void shouldExitOneWhenSomethingElseAnswers() throws IOException {
    ApiFolder files = new ApiFolder(folder);
    files.writeToken(RunningApi.TOKEN);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      files.leaveAddress(new InetSocketAddress("127.0.0.1", other.getLocalPort()));
      Thread odd = Thread.startVirtualThread(() -> {
        try (var client = other.accept()) {
          client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes());
          client.getInputStream().readNBytes(16);
        } catch (IOException closed) {
          // The command saw enough.
        }
      });
      CliRun run = CliRun.of("status", "--data-dir", folder.toString());
      assertEquals(1, run.exit());
      assertTrue(run.err().contains("is not a node"));
      odd.interrupt();
    }
  }

  /** Whoever took the port of a node that is down may answer what he likes. */
  @Test
  void shouldNotLetWhatAnswersSteerTheTerminal() throws IOException {
    ApiFolder files = new ApiFolder(folder);
    files.writeToken(RunningApi.TOKEN);
    String body = "{\"name\":\"n\",\"uptime_s\":1,\"version\":\"x\\u001b[2J\",\"fingerprint\":\"\\u009b2J\",\"epoch\":\"\\u001b[1m\"}";
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      files.leaveAddress(new InetSocketAddress("127.0.0.1", other.getLocalPort()));
      Thread.startVirtualThread(() -> {
        try (var client = other.accept()) {
          client.getOutputStream()
              .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
          client.getInputStream().readNBytes(16);
        } catch (IOException closed) {
          // The command saw enough.
        }
      });
      CliRun run = CliRun.of("status", "--data-dir", folder.toString());
      assertTrue(run.out().contains("Sheratan edge x"), run.out());
      assertTrue(run.out().lines().allMatch(line -> line.chars().noneMatch(Character::isISOControl)),
          run.out());
    }
  }

  @Test
  void shouldLookForTheFolderInOrder() throws Exception {
    Terminal there = terminal(Map.of("SHERATAN_HOME", "/srv/node"));
    Path given = Path.of("/given");
    Path config = Files.writeString(folder.resolve("sheratan.toml"), "[node]\ndata = \"/from/config\"\n");
    assertEquals(given, DataFolders.find(Optional.of(given), Optional.of(config), there));
    assertEquals(Path.of("/from/config"), DataFolders.find(Optional.empty(), Optional.of(config), there));
    assertEquals(Path.of("/srv/node"), DataFolders.find(Optional.empty(), Optional.empty(), there));
    assertTrue(Set.of(Path.of("/srv/me/.local/share/sheratan"), Path.of("/var/lib/sheratan"))
        .contains(DataFolders.find(Optional.empty(), Optional.empty(), terminal(Map.of("HOME", "/srv/me")))));
    Path own = DataFolders.find(Optional.empty(), Optional.empty(), terminal(Map.of()));
    assertTrue(own.endsWith(".local/share/sheratan") || own.equals(Path.of("/var/lib/sheratan")));
  }

  @Test
  void shouldNameThePlaceInABrokenConfiguration() throws IOException {
    Path config = Files.writeString(folder.resolve("broken.toml"), "[node]\nname = \n");
    CliRun run = CliRun.of("status", "--config", config.toString());
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("broken.toml:2:"), run.err());
  }

  @Test
  void shouldSetUpAFolderOnce() {
    Path home = folder.resolve("new");
    CliRun first = CliRun.of("init", "--data-dir", home.toString(), "--name", "alpha", "--json");
    assertEquals(0, first.exit(), first.err());
    assertEquals(new Json.Bool(true), first.json().get("founded_network"));
    assertEquals(6, CliRun.of("init", "--data-dir", home.toString()).exit());
    CliRun joined = CliRun.of("init", "--data-dir", folder.resolve("other").toString(), "--network-key",
        home.resolve("network.key").toString());
    assertEquals(0, joined.exit(), joined.err());
    assertTrue(joined.out().contains("joined the network"));
    assertEquals(1,
        CliRun.of("init", "--data-dir", folder.resolve("third").toString(), "--network-key", "/none").exit());
  }

  private static Terminal terminal(Map<String, String> environment) {
    return new Terminal(System.in, System.out, System.err, true, false, "sheratan",
        new TreeMap<>(environment));
  }
}
