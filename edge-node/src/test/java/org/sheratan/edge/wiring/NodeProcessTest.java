package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.secure.NetworkKey;

/** Real daemons, each in its own process, on loopback with ports of their own. */
class NodeProcessTest {
  private static final long LOOK_MS = 50;

  private final NetworkKey network = NetworkKey.generate(new SystemRandomness());

  @TempDir
  Path top;

  @Test
  void shouldRunAJobOnAnotherNodeAndBringItsReceipt() throws Exception {
    int discoveryPort = NodeHome.freeUdpPort();
    NodeHome asking = NodeHome.make(top.resolve("asking"), network, discoveryPort,
        "[worker]\nenabled = false\n");
    NodeHome working = NodeHome.make(top.resolve("working"), network, discoveryPort, "");
    working.put("hello.txt", "hello from afar\n");
    try (NodeProcess asker = asking.start(); NodeProcess worker = working.start()) {
      asker.awaitReady();
      worker.awaitReady();
      try (NodeClient client = asking.client()) {
        awaitCard(client, asker);
        NodeClient.Reply accepted = client.submit("read_file", Json.Obj.EMPTY.with("path", "hello.txt"));
        assertEquals(201, accepted.status(), accepted.body()::toString);
        NodeClient.Reply ended = client.ended(accepted.text("id"));
        assertEquals("completed", ended.text("state"), ended.body()::toString);
        assertEquals("working", ended.text("worker"));
        assertTrue(ended.body().get("receipt") instanceof Json.Obj, ended.body()::toString);
        assertTrue(ended.body().get("result").toString().contains("hello from afar"));
      }
    }
  }

  @Test
  void shouldMeetAPeerThatOnlyTheConfigurationNames() throws Exception {
    int port = NodeHome.freeUdpPort();
    NodeHome named = NodeHome.make(top.resolve("named"), network, 0, "[market]\noffers = [\"camera\"]\n");
    Files.writeString(named.configFile(),
        Files.readString(named.configFile()).replace("[udp]", "[udp]\nport = " + port));
    NodeHome naming = NodeHome.make(top.resolve("naming"), network, 0, "");
    Files.writeString(naming.configFile(),
        Files.readString(naming.configFile()).replace("[udp]",
            "[udp]\npeers = [\"127.0.0.1:" + port + "\"]"));
    try (NodeProcess first = named.start(); NodeProcess second = naming.start()) {
      first.awaitReady();
      second.awaitReady();
      try (NodeClient client = naming.client()) {
        awaitCard(client, second);
      }
    }
  }

  @Test
  void shouldEndInOrderWhenTold() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, 0, "");
    try (NodeProcess node = home.start().awaitReady()) {
      assertFalse(Files.exists(home.dataFolder().resolve("starting")), "nobody waits for it any more");
      assertEquals(0, node.terminate(), node.log()::toString);
    }
    assertFalse(Files.exists(home.dataFolder().resolve("run.json")));
    assertFalse(Files.exists(home.dataFolder().resolve("api-address")));
    try (NodeProcess node = home.start().awaitReady()) {
      assertTrue(node.said("event=store-opened epoch=2 fresh=false clean=true"), node.log()::toString);
    }
  }

  @Test
  void shouldEndInOrderWhenItsInputCloses() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, 0, "");
    try (NodeProcess node = NodeProcess.startUntilInputCloses(home.configFile()).awaitReady()) {
      node.closeInput();
      assertEquals(0, node.exitStatus(), node.log()::toString);
      assertTrue(node.said("event=stopped"), node.log()::toString);
    }
  }

  @Test
  void shouldNeitherGiveJobsToABlockedNodeNorForgetItOverARestart() throws Exception {
    int discoveryPort = NodeHome.freeUdpPort();
    NodeHome asking = NodeHome.make(top.resolve("asking"), network, discoveryPort,
        "[worker]\nenabled = false\n");
    NodeHome working = NodeHome.make(top.resolve("working"), network, discoveryPort, "");
    try (NodeProcess worker = working.start()) {
      worker.awaitReady();
      String id;
      try (NodeProcess asker = asking.start().awaitReady(); NodeClient client = asking.client()) {
        awaitCard(client, asker);
        id = client.get("/api/v1/nodes/working").text("id");
        assertEquals("blocked", client.trust(id, "blocked").text("state"));
        assertEquals(422, client.submit("ping", Json.Obj.EMPTY).status());
      }
      try (NodeProcess asker = asking.start().awaitReady(); NodeClient client = asking.client()) {
        assertEquals("blocked", client.get("/api/v1/nodes/" + id).text("state"));
        assertEquals(422, client.submit("ping", Json.Obj.EMPTY).status());
        client.trust(id, "first_use");
        awaitCard(client, asker);
        NodeClient.Reply accepted = client.submit("ping", Json.Obj.EMPTY);
        assertEquals("completed", client.ended(accepted.text("id")).text("state"));
      }
    }
  }

  @Test
  void shouldBelieveARevocationOfANodeItConfirmedAlsoAfterARestart() throws Exception {
    int discoveryPort = NodeHome.freeUdpPort();
    NodeHome owning = NodeHome.make(top.resolve("owning"), network, discoveryPort, "");
    NodeHome other = NodeHome.make(top.resolve("other"), network, discoveryPort, "");
    String stolen = "9c".repeat(32);
    try (NodeProcess owner = owning.start().awaitReady(); NodeClient client = owning.client()) {
      try (NodeProcess believer = other.start().awaitReady(); NodeClient there = other.client()) {
        awaitCard(there, believer);
        there.trust(there.get("/api/v1/nodes/owning").text("id"), "confirmed");
        assertEquals("revoked", client.revoke(stolen, "lost on the train").text("state"));
        awaitRevoked(there, believer, stolen);
        assertTrue(believer.said("lost on the train"), believer.log()::toString);
      }
      try (NodeProcess believer = other.start().awaitReady(); NodeClient there = other.client()) {
        awaitRevoked(there, believer, stolen);
        client.trust(stolen, "first_use");
        while (there.get("/api/v1/nodes").body().toString().contains(stolen)) {
          assertFalse(believer.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), believer.log()::toString);
        }
      }
      assertTrue(owner.process().isAlive(), owner.log()::toString);
    }
  }

  private static void awaitRevoked(NodeClient client, NodeProcess node, String id) throws Exception {
    while (!client.get("/api/v1/nodes").body().toString().contains(id)) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
    }
    NodeClient.Reply known = client.get("/api/v1/nodes/" + NodeId.parse(id).shortName());
    assertEquals("revoked", known.text("state"));
    assertTrue(known.body().toString().contains("lost on the train"), known.body()::toString);
  }

  /** The examples of docs/api.md are what a node really says. */
  @Test
  void shouldRefuseInTheWordsOfTheDocuments() throws Exception {
    String documents = Files.readString(Path.of(System.getProperty("sheratan.root"), "docs", "api.md"));
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, 0, "");
    try (NodeProcess node = home.start().awaitReady(); NodeClient client = home.client()) {
      String id = client.submit("ping", Json.Obj.EMPTY, "mine").text("id");
      for (NodeClient.Reply refused : List.of(client.submit("system_info", Json.Obj.EMPTY, "mine"),
          client.submit("list_files", Json.Obj.EMPTY.with("path", "x".repeat(69_000).substring(0, 60_000))),
          client.get("/api/v1/jobs/" + id.replaceFirst("[0-9]+$", "17")),
          client.submit("ping", Json.Obj.EMPTY.with("x", 1), "mine"))) {
        String detail = refused.text("detail").replaceAll("[a-z2-7]{8}-[0-9]+-[0-9]+", "k7f3q2ab-3-17");
        assertTrue(refused.status() >= 400 && documents.contains("`" + detail + "`"),
            refused.body()::toString);
      }
      assertEquals(0, node.terminate(), node.log()::toString);
    }
  }

  @Test
  void shouldRefuseAFolderThatAnotherDaemonHas() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, 0, "");
    try (NodeProcess node = home.start().awaitReady(); NodeProcess second = home.start()) {
      assertEquals(6, second.exitStatus());
      assertTrue(second.log().getLast().contains("in use by process " + node.pid()), second.log()::toString);
      try (NodeClient client = home.client()) {
        assertEquals(200, client.get("/api/v1/status").status(), "the first one is untouched");
      }
    }
  }

  @Test
  void shouldRefuseATakenPortAndLeaveTheFolderFree() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, 0, "");
    String config = Files.readString(home.configFile());
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(home.configFile(),
          config.replace("[http]\nport = 0", "[http]\nport = " + taken.getLocalPort()));
      try (NodeProcess node = home.start()) {
        assertEquals(6, node.exitStatus());
        assertTrue(node.log().getLast().contains("port " + taken.getLocalPort() + " is taken"),
            node.log()::toString);
      }
    }
    assertFalse(Files.exists(home.dataFolder().resolve("run.json")));
    Files.writeString(home.configFile(), config);
    try (NodeProcess node = home.start().awaitReady()) {
      assertTrue(node.said("clean=true"), node.log()::toString);
    }
  }

  @Test
  void shouldSayInOneLineWhyItDoesNotStart() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, 0, "");
    String config = Files.readString(home.configFile());
    assertRefused(home, config.replace("[http]", "[http]\nadress = \"::1\""), 2,
        ":13:1: http.adress: unknown key");
    assertRefused(home, config + "[worker]\nkinds = [\"mine_coins\"]\n", 2, "does not know mine_coins");
    assertRefused(home, config.replace("data = \"data\"", "data = \"/proc/none\""), 1, "/proc/none");
    Files.delete(top.resolve("alpha/network.key"));
    assertRefused(home, config, 4, "no network key");
    Files.delete(home.configFile());
    try (NodeProcess node = home.start()) {
      assertEquals(4, node.exitStatus());
      assertTrue(node.log().getLast().contains("sheratan init"), node.log()::toString);
    }
    assertFalse(Files.exists(home.dataFolder()), "nothing half-written");
  }

  @Test
  void shouldBlameTheFileItCannotWriteAndNotThePort() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, 0, "");
    Files.createDirectories(home.dataFolder().resolve("api-address"));
    try (NodeProcess node = home.start()) {
      assertEquals(1, node.exitStatus());
      assertTrue(node.log().getLast().contains("api-address: "), node.log()::toString);
      assertFalse(node.log().getLast().contains("port"), node.log()::toString);
    }
    assertFalse(Files.exists(home.dataFolder().resolve("api-address.new")), "nothing half-written");
  }

  @Test
  void shouldStopAcceptingWhenTheDiskIsFullAndLoseNothing() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, 0, "");
    List<String> accepted = new ArrayList<>();
    try (NodeProcess node = NodeProcess.startWithSmallFiles(home.configFile(), 256).awaitReady();
        NodeClient client = home.client()) {
      Json.Obj params = Json.Obj.EMPTY.with("path", ("x".repeat(200) + "/").repeat(4));
      NodeClient.Reply reply = client.submit("list_files", params);
      while (reply.status() == 201) {
        accepted.add(reply.text("id"));
        reply = client.submit("list_files", params);
      }
      assertEquals(507, reply.status(), reply.body()::toString);
      assertFalse(client.get("/api/v1/status").is("accepting"));
      assertEquals(503, client.get("/readyz").status());
      assertEquals(0, node.terminate(), node.log()::toString);
    }
    assertFalse(accepted.isEmpty());
    try (NodeProcess node = home.start().awaitReady(); NodeClient client = home.client()) {
      for (String job : accepted) {
        assertEquals(200, client.get("/api/v1/jobs/" + job).status(), () -> job + " " + node.log());
      }
      assertEquals(0, node.terminate(), node.log()::toString);
    }
  }

  private void assertRefused(NodeHome home, String config, int status, String message) throws Exception {
    Files.writeString(home.configFile(), config);
    try (NodeProcess node = home.start()) {
      assertEquals(status, node.exitStatus(), node.log()::toString);
      assertTrue(node.log().getLast().contains(message), node.log()::toString);
    }
  }

  /** Until the other node's card is here. */
  private static void awaitCard(NodeClient client, NodeProcess node) throws Exception {
    Json.Obj nodes = client.get("/api/v1/nodes").body();
    while (!nodes.toString().contains("Text[value=read_file]")) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
      nodes = client.get("/api/v1/nodes").body();
    }
  }
}
