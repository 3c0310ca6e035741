package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.secure.NetworkKey;

/** SIGKILL of a real node: whatever it answered 201 is there afterwards, and every start opens. */
class NodeKillTest {
  private static final int CALLERS = 6;
  private static final int MAX_ACCEPTED = 80;
  private static final int EARLY_MS = 50;

  private final NetworkKey network = NetworkKey.generate(new SystemRandomness());

  @TempDir
  Path top;

  @Test
  void neverLosesAnAcceptedJobWhenKilledUnderLoad() throws Exception {
    killUnderLoad(10, 7);
  }

  @Test
  @Tag("campaign")
  void neverLosesAnAcceptedJobInFiftyKills() throws Exception {
    killUnderLoad(50, 8);
  }

  @Test
  void canStartAfterBeingKilledWhileItMakesItsFolder() throws Exception {
    killWhileStarting(5, 9);
  }

  @Test
  @Tag("campaign")
  void canStartAfterBeingKilledTwentyTimesWhileItMakesItsFolder() throws Exception {
    killWhileStarting(20, 10);
  }

  private void killUnderLoad(int kills, long seed) throws Exception {
    System.out.println("NodeKillTest: " + kills + " kills under load, seed " + seed);
    SeededEntropy entropy = new SeededEntropy(seed);
    NodeHome home = NodeHome.make(top.resolve("alpha"), network, 0, "");
    ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
    for (int kill = 0; kill < kills; kill++) {
      try (NodeProcess node = home.start().awaitReady(); NodeClient client = home.client()) {
        assertAllKnown(client, accepted);
        load(client, node, accepted, 1 + entropy.nextInt(MAX_ACCEPTED));
      }
    }
    try (NodeProcess node = home.start().awaitReady(); NodeClient client = home.client()) {
      assertTrue(accepted.size() >= kills, "the load was no load");
      for (String job : accepted) {
        NodeClient.Reply ended = client.ended(job);
        assertTrue(List.of("completed", "outcome_unknown").contains(ended.text("state")),
            ended.body()::toString);
      }
      assertEquals(0, node.terminate(), node.log()::toString);
    }
  }

  /** Several callers submit as fast as they can until {@code killAfter} jobs were accepted; then SIGKILL. */
  private static void load(NodeClient client, NodeProcess node, ConcurrentLinkedQueue<String> accepted,
      int killAfter)
      throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(killAfter);
    List<Thread> callers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      String name = "out-" + caller + ".txt";
      callers.add(Thread.ofPlatform().start(() -> submitUntilItDies(client, accepted, enough, name)));
    }
    enough.await();
    node.kill();
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private static void submitUntilItDies(NodeClient client, ConcurrentLinkedQueue<String> accepted,
      CountDownLatch enough, String file) {
    try {
      for (int turn = 0; true; turn++) {
        NodeClient.Reply reply = turn % 2 == 0
            ? client.submit("ping", Json.Obj.EMPTY)
            : client.submit("write_file", Json.Obj.EMPTY.with("path", file).with("content", "turn " + turn));
        if (reply.status() == 201) {
          accepted.add(reply.text("id"));
          enough.countDown();
        }
      }
    } catch (IOException killed) {
      // The end this test is about. An answer that did not arrive promised nothing.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertAllKnown(NodeClient client, Iterable<String> accepted) throws Exception {
    for (String job : accepted) {
      assertEquals(200, client.get("/api/v1/jobs/" + job).status(), job + " was accepted and is lost");
    }
  }

  private void killWhileStarting(int kills, long seed) throws Exception {
    System.out.println("NodeKillTest: " + kills + " kills while starting, seed " + seed);
    SeededEntropy entropy = new SeededEntropy(seed);
    for (int kill = 0; kill < kills; kill++) {
      NodeHome home = NodeHome.make(top.resolve("early-" + kill), network, 0, "");
      try (NodeProcess node = home.start()) {
        while (!Files.exists(home.dataFolder())) {
          assertTrue(node.process().isAlive(), node.log()::toString);
          Thread.onSpinWait();
        }
        node.process().waitFor(entropy.nextInt(EARLY_MS + 1), TimeUnit.MILLISECONDS);
      }
      try (NodeProcess node = home.start().awaitReady(); NodeClient client = home.client()) {
        assertTrue(client.get("/api/v1/status").is("accepting"), node.log()::toString);
      }
    }
  }
}
