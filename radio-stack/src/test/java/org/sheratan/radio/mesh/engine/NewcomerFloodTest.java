package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;

/** A node is switched on near somebody who invents ten others a second. */
class NewcomerFloodTest {
  private static final long MINUTE_MS = 60_000;
  private static final long GAP_MS = 100;
  private static final long FLOOD_BEFORE_MS = 2 * MINUTE_MS;

  private static boolean provenAt(TestNode at, TestNode whom) {
    return at.up() && at.mesh.neighbors().stream()
        .anyMatch(neighbor -> neighbor.id().equals(whom.id()) && neighbor.proven());
  }

  /** How long until it and the first node that it knows, to which it says something, have proof of each other. */
  private static long joinedMs(LinkProfile profile, long seed, int times) {
    World world = new World(seed, EtherFaults.NONE, profile);
    List<TestNode> nodes = world.addAll("a", "b");
    String why = profile.name() + ", each announced " + times + " times, seed " + seed;
    assertTrue(world.runUntil(60 * MINUTE_MS, world::everyoneKnowsEveryone), why);
    Flooder flooder = new Flooder(world, seed, times, 40_000);
    for (long ms = 0; ms < FLOOD_BEFORE_MS; ms += GAP_MS) {
      flooder.announce(List.of("a", "b"));
      world.run(GAP_MS);
    }
    TestNode newcomer = world.add("new");
    long fromMs = world.nowMs();
    Optional<TestNode> met = Optional.empty();
    while (met.isEmpty() || !provenAt(met.get(), newcomer) || !provenAt(newcomer, met.get())) {
      assertTrue(world.nowMs() - fromMs < 10 * MINUTE_MS, why);
      flooder.announce(List.of("a", "b", "new"));
      world.run(GAP_MS);
      if (met.isEmpty()) {
        met = nodes.stream().filter(node -> newcomer.mesh.peer(node.id()).isPresent()).findFirst();
        met.ifPresent(node -> newcomer.send(node, Bytes.utf8("here I am"), 10 * MINUTE_MS));
      }
    }
    for (TestNode node : List.of(nodes.get(0), nodes.get(1), newcomer)) {
      assertTrue(node.mesh.peers().size() <= MeshLimits.PEERS, why);
      assertTrue(node.mesh.counters().neighbors() <= MeshLimits.NEIGHBORS, why);
    }
    assertTrue(nodes.get(0).mesh.counters().refused() > 0, why + ": it is counted");
    assertTrue(provenAt(nodes.get(0), nodes.get(1)), why + ": who was proven stays so");
    return world.nowMs() - fromMs;
  }

  private static void canJoin(LinkProfile profile, int seeds) {
    for (int times = 1; times <= 2; times++) {
      long mostMs = 0;
      for (long seed = 1; seed <= seeds; seed++) {
        mostMs = Math.max(mostMs, joinedMs(profile, seed, times));
      }
      System.err.println("SIMULATION newcomer in a flood, " + profile.name() + ", each announced " + times
          + " times, seeds 1.." + seeds + ": proven after " + mostMs / 1_000 + " s at most");
    }
  }

  @Test
  void canMeetANewNodeNearAFlooder() {
    canJoin(Fixtures.LORA, 2);
  }

  @Test
  @Tag("campaign")
  void canMeetANewNodeNearAFlooderOnManySeeds() {
    canJoin(Fixtures.LORA, 20);
    canJoin(Fixtures.RADIO, 20);
  }
}
