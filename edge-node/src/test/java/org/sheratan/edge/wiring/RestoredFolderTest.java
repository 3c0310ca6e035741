package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.NetworkKey;

/** Real daemons on folders that were copied, restored or emptied. */
class RestoredFolderTest {
  private static final long LOOK_MS = 50;
  private static final int LEAP = 65_536;

  private final NetworkKey network = NetworkKey.generate(new SystemRandomness());

  @TempDir
  Path top;

  private static void awaitSaid(NodeProcess node, String text) throws InterruptedException {
    while (!node.said(text)) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
    }
  }

  /** The id of a job, as soon as one is accepted. */
  private static String submitted(NodeHome home, NodeProcess node) throws Exception {
    try (NodeClient client = home.client()) {
      NodeClient.Reply reply = client.submit("ping", Json.Obj.EMPTY);
      while (reply.status() != 201) {
        assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
        reply = client.submit("ping", Json.Obj.EMPTY);
      }
      return reply.text("id");
    }
  }

  private static int epoch(String job) {
    return Integer.parseInt(job.split("-")[1]);
  }

  private static void copy(Path from, Path to) throws Exception {
    assertEquals(0, new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start().waitFor());
  }

  @Test
  void shouldNeverStartAnewWithAJournalTruncatedToZero() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, 0, "");
    String first;
    try (NodeProcess node = home.start().awaitReady()) {
      first = submitted(home, node);
      assertEquals(1, epoch(first));
    }
    for (Path segment : segments(home)) {
      Files.write(segment, new byte[0]);
    }
    try (NodeProcess node = home.start().awaitReady()) {
      assertTrue(node.said("event=store-in-doubt"), node.log()::toString);
      assertTrue(epoch(submitted(home, node)) > LEAP);
      assertTrue(node.said("no neighbor could tell how far it had come"), node.log()::toString);
    }
    try (NodeProcess node = home.start().awaitReady()) {
      assertFalse(node.said("event=store-in-doubt"), node.log()::toString);
    }
  }

  @Test
  void shouldAskItsNeighborAfterARestoredBackup() throws Exception {
    int discoveryPort = NodeHome.freeUdpPort();
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, discoveryPort, "");
    NodeHome other = NodeHome.make(top.resolve("beta"), network, discoveryPort, "");
    try (NodeProcess neighbor = other.start().awaitReady()) {
      try (NodeProcess node = home.start().awaitReady()) {
        node.terminate();
      }
      copy(home.dataFolder(), top.resolve("backup"));
      try (NodeProcess node = home.start().awaitReady(); NodeClient client = other.client()) {
        while (!client.get("/api/v1/nodes").body().toString().contains("alpha")) {
          assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
        }
      }
      assertEquals(0, new ProcessBuilder("rm", "-r", home.dataFolder().toString()).start().waitFor());
      copy(top.resolve("backup"), home.dataFolder());
      try (NodeProcess node = home.start().awaitReady()) {
        assertTrue(node.said("why=\"restored from a backup, or copied\""), node.log()::toString);
        awaitSaid(node, "neighbors knew epoch 2");
        assertTrue(epoch(submitted(home, node)) > LEAP);
        assertTrue(neighbor.process().isAlive());
      }
    }
  }

  @Test
  void shouldNoticeACopyThatRunsBesideTheOriginal() throws Exception {
    int discoveryPort = NodeHome.freeUdpPort();
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, discoveryPort, "");
    try (NodeProcess original = home.start().awaitReady()) {
      submitted(home, original);
      copy(top.resolve("alpha"), top.resolve("copy"));
      Files.deleteIfExists(top.resolve("copy/data/store/lock"));
      NodeHome copied = new NodeHome(top.resolve("copy/sheratan.toml"), top.resolve("copy/data"));
      try (NodeProcess copy = copied.start().awaitReady()) {
        awaitSaid(copy, "event=store-in-doubt");
        awaitSaid(original, "another node runs with this identity");
        awaitSaid(copy, "another node runs with this identity");
        assertTrue(accepting(home) ^ accepting(copied), original.log() + " " + copy.log());
      }
    }
  }

  private static boolean accepting(NodeHome home) throws Exception {
    try (NodeClient client = home.client()) {
      return client.get("/api/v1/status").is("accepting");
    }
  }

  private static List<Path> segments(NodeHome home) throws IOException {
    try (Stream<Path> files = Files.list(home.dataFolder().resolve("store"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("journal-")).toList();
    }
  }
}
