package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.radio.secure.NetworkKey;

/** What a daemon leaves behind that had no time to tidy up. */
class KilledNodeTest {
  @TempDir
  private Path top;

  /** The next command sent its token to the program that had taken the port meanwhile, and the token stayed good. */
  @Test
  void shouldGiveNoTokenToWhoeverTookThePortOfAKilledNode() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), NetworkKey.generate(new SystemRandomness()), 0, "");
    ApiFolder files = new ApiFolder(home.dataFolder());
    int port;
    try (NodeProcess node = home.start().awaitReady()) {
      port = URI.create(files.liveAddress().orElseThrow()).getPort();
      assertTrue(files.liveAddress().isPresent(), "looking takes nothing away");
      assertDoesNotThrow(() -> Api.open(home.dataFolder()).get("/api/v1/status", Duration.ofSeconds(30)));
      node.kill();
    }
    assertTrue(Files.exists(files.addressFile()), "it was not stopped in order");
    try (ServerSocket thief = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      CommandFailure failed = assertThrows(CommandFailure.class, () -> Api.open(home.dataFolder()));
      assertEquals(ExitStatus.UNREACHABLE, failed.exit());
      assertEquals(Optional.empty(), files.liveAddress());
      thief.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, thief::accept);
    }
  }
}
