package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshEvent;

/** What breaks on the way, and what the mesh does about it. */
class MeshFailureTest {
  private static final long MINUTE_MS = 60_000;

  @Test
  void shouldTakeAnotherWayWhenTheRelayDies() {
    World world = new World(1, EtherFaults.NONE);
    List<TestNode> ring = world.ring("a", "b", "c", "d");
    world.converged();
    TestNode a = ring.getFirst();
    TestNode c = ring.get(2);
    TestNode relay = ring.stream().filter(node -> node.id().equals(a.mesh.peer(c.id()).orElseThrow().via()))
        .findFirst().orElseThrow();
    world.crash(relay);
    long ticket = a.send(c, Bytes.utf8("around"), MINUTE_MS);
    assertTrue(world.runUntil(20_000, () -> a.delivered(ticket)));
    assertTrue(c.messages().contains(Bytes.utf8("around")));
  }

  @Test
  void shouldReachANeighborThroughOthersWhenItsLinkDies() {
    World world = new World(2, EtherFaults.NONE);
    List<TestNode> nodes = world.addAll("a", "b", "c");
    world.converged();
    world.run(5 * MINUTE_MS);
    world.ether.topology().sever("a", "b").sever("b", "a");
    TestNode a = nodes.getFirst();
    long ticket = a.send(nodes.get(1), Bytes.utf8("detour"), 5 * MINUTE_MS);
    assertTrue(world.runUntil(5 * MINUTE_MS, () -> a.delivered(ticket)));
  }

  @Test
  void shouldDeliverAfterAPartitionHeals() {
    World world = new World(3, EtherFaults.NONE);
    List<TestNode> line = world.line("a", "b", "c");
    world.converged();
    world.ether.topology().partition(List.of(new TreeSet<>(Set.of("a"))));
    TestNode a = line.getFirst();
    long ticket = a.send(line.get(2), Bytes.utf8("later"), 30 * MINUTE_MS);
    world.run(15 * MINUTE_MS);
    assertFalse(a.delivered(ticket));
    assertTrue(a.events.contains(new MeshEvent.PeerLost(line.get(2).id())));
    world.ether.topology().heal();
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> a.delivered(ticket)));
  }

  @Test
  void shouldSayUndeliveredWhenTheLifetimeIsOver() {
    World world = World.pair(4);
    world.crash(world.node("b"));
    TestNode a = world.node("a");
    long ticket = a.send(world.node("b"), Bytes.utf8("nobody there"), 10_000);
    world.run(9_999);
    assertTrue(a.events.stream().noneMatch(MeshEvent.Undelivered.class::isInstance));
    world.run(2_000);
    assertTrue(a.events.contains(new MeshEvent.Undelivered(ticket, "not acknowledged within its lifetime")));
    assertEquals(0, a.mesh.counters().outbox());
  }

  @Test
  void shouldForgetAnAbandonedMessageWithoutAWord() {
    World world = World.pair(5);
    world.crash(world.node("b"));
    TestNode a = world.node("a");
    long ticket = a.send(world.node("b"), Bytes.utf8("never mind"), 10_000);
    world.run(1_000);
    a.mesh.abandon(ticket);
    world.run(20_000);
    assertTrue(a.events.stream().noneMatch(MeshEvent.Undelivered.class::isInstance));
  }

  @Test
  void shouldCarryOnWithCustodyAfterTheRelayRestarts() {
    World world = new World(6, EtherFaults.NONE);
    List<TestNode> line = world.line("a", "b", "c");
    world.converged();
    TestNode a = line.getFirst();
    TestNode b = line.get(1);
    TestNode c = line.get(2);
    world.crash(c);
    a.send(c, Bytes.utf8("kept"), 60 * MINUTE_MS);
    assertTrue(world.runUntil(10_000, () -> !b.durable.under("mesh/custody/").isEmpty()));
    world.run(1_000);
    // The origin is gone for good: only the relay can deliver now.
    world.crash(a);
    world.crash(b);
    assertEquals(1, b.durable.under("mesh/custody/").size());
    world.restart(b);
    world.restart(c);
    assertTrue(world.runUntil(5 * MINUTE_MS, () -> !c.messages().isEmpty()));
    assertEquals(List.of(Bytes.utf8("kept")), c.messages());
    world.run(MINUTE_MS);
    assertEquals(0, b.durable.under("mesh/custody/").size());
  }

  @Test
  void shouldKeepShortLivedCustodyInMemoryOnly() {
    World world = new World(7, EtherFaults.NONE);
    List<TestNode> line = world.line("a", "b", "c");
    world.converged();
    world.crash(line.get(2));
    line.getFirst().send(line.get(2), Bytes.utf8("brief"), 30_000);
    TestNode b = line.get(1);
    assertTrue(world.runUntil(10_000, () -> b.mesh.counters().custody() > 0));
    assertEquals(0, b.durable.under("mesh/custody/").size());
    world.run(45_000);
    assertEquals(0, b.mesh.counters().custody());
    assertTrue(b.mesh.counters().expired() > 0);
  }

  @Test
  void shouldRecoverWhenOneSideLostItsSessions() {
    World world = World.pair(8);
    TestNode a = world.node("a");
    TestNode b = world.node("b");
    world.crash(b);
    b.durable.under("secure/").keySet().forEach(b.durable::remove);
    b.durable.commit();
    world.restart(b);
    long ticket = a.send(b, Bytes.utf8("who are you"), 5 * MINUTE_MS);
    assertTrue(world.runUntil(5 * MINUTE_MS, () -> a.delivered(ticket)));
    long back = b.send(a, Bytes.utf8("it is me"), MINUTE_MS);
    assertTrue(world.runUntil(MINUTE_MS, () -> b.delivered(back)));
  }

  @Test
  void shouldAnswerAgainWhenTheAnswerIsLost() {
    World world = World.pair(9);
    TestNode a = world.node("a");
    TestNode b = world.node("b");
    b.application = (node, message) -> {
      node.mesh.send(message.from(), Bytes.utf8("answer"), Priority.NORMAL, MINUTE_MS, message.arrival());
      world.ether.topology().sever("b", "a");
    };
    a.send(b, Bytes.utf8("question"), MINUTE_MS);
    world.run(100);
    assertEquals(1, b.messages().size());
    world.run(400);
    assertTrue(a.messages().isEmpty());
    world.ether.topology().connect("b", "a");
    assertTrue(world.runUntil(20_000, () -> !a.messages().isEmpty()));
    assertEquals(List.of(Bytes.utf8("answer")), a.messages());
    assertEquals(1, b.messages().size(), "the repeated question was not told again");
  }

  @Test
  void shouldAcknowledgeWhatIsAnsweredTooLate() {
    World world = World.pair(10);
    TestNode a = world.node("a");
    TestNode b = world.node("b");
    long question = a.send(b, Bytes.utf8("question"), MINUTE_MS);
    assertTrue(world.runUntil(5_000, () -> a.delivered(question)));
    MeshEvent.MessageArrived arrived = (MeshEvent.MessageArrived) b.events.getLast();
    long answer = b.mesh.send(a.id(), Bytes.utf8("late"), Priority.NORMAL, MINUTE_MS, arrived.arrival());
    a.application = (node, message) -> node.mesh.confirmed(question, message.arrival());
    assertTrue(world.runUntil(5_000, () -> b.delivered(answer)));
  }

  /** Found by reading: what was being said when a link went down kept its place for good. */
  @Test
  void neverStopsPassingOnForGroupsWhenItsRadioRestarts() {
    GroupWorld on = new GroupWorld(12, EtherFaults.NONE, Fixtures.UDP);
    List<TestNode> line = on.world.line("speaker", "relay");
    TestNode relay = line.get(1);
    on.settle();
    GroupId group = on.create(line.getFirst(), "team");
    for (int restart = 0; restart < 400; restart++) {
      on.say(line.getFirst(), group, "heard before it went", false);
      on.world.run(25);
      relay.mesh.onLink(relay.link, false, Now.monotonic(on.world.nowMs()));
      on.world.run(5_000);
      relay.mesh.onLink(relay.link, true, Now.monotonic(on.world.nowMs()));
      on.world.run(2_000);
    }
    long before = relay.mesh.counters().groupFramesRelayed();
    on.say(line.getFirst(), group, "one more", false);
    on.world.run(MINUTE_MS);
    assertTrue(relay.mesh.counters().groupFramesRelayed() > before, on.why);
    assertEquals(0, relay.mesh.counters().refused(), on.why);
  }
}
