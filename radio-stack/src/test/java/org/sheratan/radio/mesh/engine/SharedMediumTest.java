package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/** Meshes on a radio: slow, small frames, heard by everyone in range, naming nobody. */
class SharedMediumTest {
  private static final long MINUTE_MS = 60_000;
  private static final EtherFaults LOSSY = new EtherFaults(0.3, 0, 0, 0, 5, 0);

  @Test
  void canCarryMessagesOverSeveralHops() {
    for (long seed = 1; seed <= 10; seed++) {
      World world = World.radioLine(seed, EtherFaults.NONE, 60 * MINUTE_MS, "a", "b", "c", "d");
      String why = "seed " + seed;
      TestNode a = world.node("a");
      TestNode d = world.node("d");
      assertEquals(3, a.mesh.peer(d.id()).orElseThrow().hops(), why);
      Bytes large = world.random(4_096);
      long there = a.send(d, large, 30 * MINUTE_MS);
      long back = d.send(a, Bytes.utf8("short"), 30 * MINUTE_MS);
      assertTrue(world.runUntil(30 * MINUTE_MS, () -> a.delivered(there) && d.delivered(back)), why);
      assertEquals(Set.of(large), new HashSet<>(d.messages()), why);
    }
  }

  @Test
  void canDeliverThroughHeavyLoss() {
    for (long seed = 1; seed <= 10; seed++) {
      World world = World.radioLine(seed, LOSSY, 120 * MINUTE_MS, "a", "b", "c", "d");
      String why = "seed " + seed;
      TestNode a = world.node("a");
      TestNode d = world.node("d");
      List<Long> tickets = java.util.stream.IntStream.range(0, 20)
          .mapToObj(number -> a.send(d, Bytes.utf8("message " + number), 30 * MINUTE_MS)).toList();
      assertTrue(world.runUntil(30 * MINUTE_MS, () -> tickets.stream().allMatch(a::delivered)), why);
      assertEquals(20, new HashSet<>(d.messages()).size(), why);
    }
  }

  @Test
  void canTellANewcomerOfEveryone() {
    for (long seed = 1; seed <= 5; seed++) {
      World world = new World(seed, EtherFaults.NONE, Fixtures.RADIO);
      List<TestNode> line = world.line("a", "b", "c", "d", "late");
      TestNode late = line.getLast();
      world.crash(late);
      String why = "seed " + seed;
      world.run(10 * 60 * MINUTE_MS);
      world.restart(late);
      assertTrue(world.runUntil(60 * MINUTE_MS, () -> late.mesh.peers().size() == 4), why);
      TestNode a = line.getFirst();
      long ticket = late.send(a, Bytes.utf8("here I am"), 60 * MINUTE_MS);
      assertTrue(world.runUntil(60 * MINUTE_MS, () -> late.delivered(ticket)), why);
    }
  }

  /** It waited for the next announce of its peer, which may be hours away: nobody had been asked while there was no link. */
  @Test
  void canSendWhatWasWrittenWhileTheOnlyLinkWasGone() {
    for (long seed = 1; seed <= 5; seed++) {
      World world = World.radioLine(seed, EtherFaults.NONE, 60 * MINUTE_MS, "a", "b");
      String why = "seed " + seed;
      world.run(6 * 60 * MINUTE_MS);
      TestNode a = world.node("a");
      a.mesh.onLink(a.link, false, Now.monotonic(world.nowMs()));
      world.run(MINUTE_MS);
      long ticket = a.send(world.node("b"), Bytes.utf8("written without a radio"), 60 * MINUTE_MS);
      world.run(MINUTE_MS);
      a.mesh.onLink(a.link, true, Now.monotonic(world.nowMs()));
      assertTrue(world.runUntil(2 * MINUTE_MS, () -> a.delivered(ticket)), why);
    }
  }

  /** After its radio was tuned otherwise for a moment a node knew no way to anybody until they announced themselves. */
  @Test
  void canFindANeighborAgainAfterALinkWasGoneForAMoment() {
    for (long seed = 1; seed <= 5; seed++) {
      World world = World.radioLine(seed, EtherFaults.NONE, 60 * MINUTE_MS, "a", "b");
      String why = "seed " + seed;
      world.run(6 * 60 * MINUTE_MS);
      TestNode a = world.node("a");
      NodeId b = world.node("b").mesh.self();
      a.mesh.onLink(a.link, false, Now.monotonic(world.nowMs()));
      world.run(1_000);
      a.mesh.onLink(a.link, true, Now.monotonic(world.nowMs()));
      assertTrue(a.mesh.expectedMs(b, 40).isEmpty(), why);
      a.mesh.seek(b);
      assertTrue(world.runUntil(2 * MINUTE_MS, () -> a.mesh.expectedMs(b, 40).isPresent()), why);
    }
  }

  /** It waited in the outbox, unsealed, for a message to the same peer that was silent. */
  @Test
  void canPassAnEmergencyOnWhileAMessageToTheSamePeerIsOnItsWay() {
    for (long seed = 1; seed <= 5; seed++) {
      World world = World.radioLine(seed, EtherFaults.NONE, 60 * MINUTE_MS, "a", "b", "c");
      String why = "seed " + seed;
      TestNode a = world.node("a");
      TestNode b = world.node("b");
      TestNode c = world.node("c");
      long before = a.send(c, Bytes.utf8("to make a session"), 10 * MINUTE_MS);
      assertTrue(world.runUntil(10 * MINUTE_MS, () -> a.delivered(before)), why);
      world.run(MINUTE_MS);
      world.crash(c);
      for (int words = 0; words < 5; words++) {
        a.send(c, Bytes.utf8("words " + words), 600 * MINUTE_MS);
      }
      assertTrue(world.runUntil(MINUTE_MS, () -> b.mesh.counters().custody() == 1), why);
      a.mesh.send(c.id(), Bytes.utf8("help"), Priority.EMERGENCY, 600 * MINUTE_MS, Mesh.UNPROMPTED);
      assertTrue(world.runUntil(MINUTE_MS, () -> b.mesh.counters().custody() == 2), why);
    }
  }

  @Test
  void canGoRoundANodeThatDied() {
    for (long seed = 1; seed <= 5; seed++) {
      World world = new World(seed, EtherFaults.NONE, Fixtures.RADIO);
      List<TestNode> ring = world.ring("a", "b", "c", "d", "e", "f");
      String why = "seed " + seed;
      assertTrue(world.runUntil(120 * MINUTE_MS, world::everyoneKnowsEveryone), why);
      world.run(60 * MINUTE_MS);
      TestNode a = ring.get(0);
      TestNode c = ring.get(2);
      world.crash(ring.get(1));
      long ticket = a.send(c, Bytes.utf8("the other way"), 30 * MINUTE_MS);
      assertTrue(world.runUntil(30 * MINUTE_MS, () -> a.delivered(ticket)), why);
    }
  }

  @Test
  void neverBringsBackWhoIsGone() {
    World world = World.radioLine(6, EtherFaults.NONE, 60 * MINUTE_MS, "a", "b", "c", "gone");
    world.crash(world.node("gone"));
    List<TestNode> left = List.of(world.node("a"), world.node("b"), world.node("c"));
    assertTrue(world.runUntil(7 * 24 * 60 * MINUTE_MS,
        () -> left.stream().allMatch(node -> node.mesh.peers().size() == 2)));
    for (int day = 0; day < 7; day++) {
      world.run(24 * 60 * MINUTE_MS);
      left.forEach(node -> assertEquals(2, node.mesh.peers().size()));
    }
  }

  @Test
  void canGetASessionBackWhenOneOfManyNeighborsLostIt() {
    World world = new World(4, EtherFaults.NONE, Fixtures.RADIO);
    List<TestNode> nodes = world.addAll("a", "b", "c", "d");
    assertTrue(world.runUntil(60 * MINUTE_MS, world::everyoneKnowsEveryone));
    TestNode a = nodes.get(0);
    TestNode c = nodes.get(2);
    long first = a.send(c, Bytes.utf8("one"), 10 * MINUTE_MS);
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> a.delivered(first)));
    world.crash(c);
    c.durable.forget();
    world.restart(c);
    long second = a.send(c, Bytes.utf8("two"), 60 * MINUTE_MS);
    assertTrue(world.runUntil(60 * MINUTE_MS, () -> a.delivered(second)));
  }
}
