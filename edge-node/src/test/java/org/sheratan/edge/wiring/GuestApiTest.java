package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawClient;
import org.sheratan.edge.http.RawResponse;

class GuestApiTest {
  @TempDir
  private Path folder;

  @Test
  void shouldServeAndTakeItsFilesAwayAgain() throws IOException, StartRefusal {
    ApiFolder files = new ApiFolder(folder);
    try (GuestApi api = GuestApi.open(folder, 0, new FakeNode(), FakeNode.NETWORK)) {
      assertEquals(Optional.of(api.address()), files.liveAddress());
      assertTrue(api.page().matches(api.address() + "/#code=[2-9A-Z]{4}-[2-9A-Z]{4}"), api.page());
      int port = Integer.parseInt(api.address().replaceFirst(".*:", ""));
      try (RawClient client = new RawClient(port)) {
        client.send(RawClient.request("GET", "/api/v1/status", "",
            "Authorization: Bearer " + files.readToken().secret()));
        RawResponse status = client.response();
        assertEquals(200, status.status());
        assertTrue(status.body().toUtf8().contains("\"simulated\":true"));
      }
    }
    assertFalse(Files.exists(files.addressFile()));
    assertFalse(Files.exists(files.tokenFile()));
  }

  @Test
  void shouldRefuseATakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      StartRefusal refused = assertThrows(StartRefusal.class,
          () -> GuestApi.open(folder, taken.getLocalPort(), new FakeNode(), FakeNode.NETWORK));
      assertEquals(ExitStatus.CONFLICT, refused.status());
    }
  }

  @Test
  void shouldKeepOutOfARealNodesFolder() throws IOException {
    Files.writeString(folder.resolve("sheratan.toml"), "");
    assertThrows(StartRefusal.class, () -> GuestApi.open(folder, 0, new FakeNode(), FakeNode.NETWORK));
    assertFalse(Files.exists(folder.resolve("api-token")));
  }
}
