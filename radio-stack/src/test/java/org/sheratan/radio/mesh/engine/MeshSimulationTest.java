package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.EtherFaults;

/** Whole meshes under faults; every failure names its seed. */
class MeshSimulationTest {
  private static final long MINUTE_MS = 60_000;

  @Test
  void canCarryLargeMessagesThroughHeavyLoss() {
    for (long seed = 1; seed <= 10; seed++) {
      World world = new World(seed, EtherFaults.HARSH);
      List<TestNode> line = world.line("a", "b", "c");
      String why = "seed " + seed;
      assertTrue(world.runUntil(10 * MINUTE_MS, world::everyoneKnowsEveryone), why);
      Bytes large = world.random(64 * 1024);
      Bytes other = world.random(50_000);
      TestNode a = line.getFirst();
      TestNode c = line.getLast();
      long there = a.send(c, large, 10 * MINUTE_MS);
      long back = c.send(a, other, 10 * MINUTE_MS);
      assertTrue(world.runUntil(10 * MINUTE_MS, () -> a.delivered(there) && c.delivered(back)), why);
      assertEquals(Set.of(large), new HashSet<>(c.messages()), why);
      assertEquals(Set.of(other), new HashSet<>(a.messages()), why);
    }
  }

  @Test
  void canDeliverManySmallMessagesThroughHeavyLoss() {
    for (long seed = 1; seed <= 20; seed++) {
      World world = new World(seed, EtherFaults.HARSH);
      List<TestNode> line = world.line("a", "b", "c", "d");
      String why = "seed " + seed;
      assertTrue(world.runUntil(10 * MINUTE_MS, world::everyoneKnowsEveryone), why);
      TestNode a = line.getFirst();
      List<Long> tickets = new ArrayList<>();
      Set<Bytes> sent = new HashSet<>();
      for (int number = 0; number < 50; number++) {
        TestNode to = line.get(1 + number % 3);
        Bytes message = Bytes.utf8("message " + number);
        tickets.add(a.send(to, message, 10 * MINUTE_MS));
        sent.add(message);
      }
      assertTrue(world.runUntil(10 * MINUTE_MS, () -> tickets.stream().allMatch(a::delivered)), why);
      Set<Bytes> got = new HashSet<>();
      line.forEach(node -> got.addAll(node.messages()));
      assertEquals(sent, got, why);
    }
  }

  @Test
  void canStayQuietWhileSevenNodesCrashAndRestart() {
    for (long seed = 1; seed <= 10; seed++) {
      World world = new World(seed, EtherFaults.HARSH);
      List<TestNode> nodes = world.addAll("a", "b", "c", "d", "e", "f", "g");
      Entropy entropy = new SeededEntropy(seed);
      for (int minute = 0; minute < 20; minute++) {
        world.run(MINUTE_MS);
        TestNode crashing = nodes.get(entropy.nextInt(7));
        if (minute % 3 == 1 && crashing.up()) {
          world.crash(crashing);
          world.run(5_000);
          world.restart(crashing);
        }
      }
      assertTrue(world.runUntil(10 * MINUTE_MS, world::everyoneKnowsEveryone), "seed " + seed);
      long sent = world.ether.counters().transmissions();
      assertTrue(sent < 6_000, "seed " + seed + " sent " + sent);
    }
  }

  @Test
  void neverDiffersBetweenTwoRunsOfOneSeed() {
    long first = trace(3);
    assertEquals(first, trace(3));
    assertNotEquals(first, trace(4));
  }

  private static long trace(long seed) {
    World world = new World(seed, EtherFaults.HARSH);
    List<TestNode> nodes = world.ring("a", "b", "c", "d");
    world.run(MINUTE_MS);
    nodes.getFirst().send(nodes.get(2), Bytes.utf8("x"), MINUTE_MS);
    world.run(MINUTE_MS);
    return world.traceHash();
  }
}
