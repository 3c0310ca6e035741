package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.hop.Unit;
import org.sheratan.radio.mesh.route.KnownPeer;

/** First messages between the ends of three hops that have no session with each other. */
class NoteScenarioTest {
  private static final long MINUTE_MS = 60_000;
  private static final EtherFaults LOSSY = new EtherFaults(0.3, 0, 0, 0, 5, 0);

  private World world;
  private TestNode a;
  private TestNode b;
  private TestNode c;
  private TestNode d;

  private void line(long seed) {
    world = World.radioLine(seed, EtherFaults.NONE, 60 * MINUTE_MS, "a", "b", "c", "d");
    a = world.node("a");
    b = world.node("b");
    c = world.node("c");
    d = world.node("d");
    // Long enough that nobody takes a session for one just made.
    world.run(20 * MINUTE_MS);
    forget(a, d);
    forget(d, a);
  }

  private static void forget(TestNode node, TestNode other) {
    node.mesh.rooms.seals.forget(other.id());
  }

  private static boolean session(TestNode node, TestNode other) {
    return node.mesh.rooms.seals.ready(other.id());
  }

  private long send(TestNode from, TestNode to, String text) {
    return from.send(to, Bytes.utf8(text), 30 * MINUTE_MS);
  }

  private void assertDelivered(TestNode from, long ticket) {
    assertTrue(world.runUntil(30 * MINUTE_MS, () -> from.delivered(ticket)));
  }

  private static int times(TestNode node, String text) {
    return Collections.frequency(node.messages(), Bytes.utf8(text));
  }

  @Test
  void canDeliverWithoutASession() {
    for (long seed = 1; seed <= 5; seed++) {
      line(seed);
      assertDelivered(a, send(a, d, "hello"));
      assertEquals(1, times(d, "hello"), "seed " + seed);
      assertFalse(session(a, d) || session(d, a), "seed " + seed);
    }
  }

  @Test
  void canMakeASessionForWhoeverTalksMore() {
    line(1);
    assertDelivered(a, send(a, d, "one"));
    assertDelivered(d, send(d, a, "two"));
    assertFalse(session(a, d) || session(d, a));
    assertDelivered(a, send(a, d, "three"));
    assertTrue(session(a, d) && session(d, a));
    assertEquals(List.of(1, 1, 1), List.of(times(d, "one"), times(a, "two"), times(d, "three")));
  }

  @Test
  void canSendSeveralAtOnce() {
    line(2);
    List<Long> tickets = List.of(send(a, d, "one"), send(a, d, "two"), send(a, d, "three"));
    assertTrue(world.runUntil(30 * MINUTE_MS, () -> tickets.stream().allMatch(a::delivered)));
    assertEquals(List.of(1, 1, 1), List.of(times(d, "one"), times(d, "two"), times(d, "three")));
  }

  @Test
  void neverDeliversANoteTwiceWhenItsMarkIsLost() {
    for (long seed = 1; seed <= 5; seed++) {
      line(seed);
      c.unheard = frame -> ArrivalMarks.is(FrameHead.peek(frame));
      long ticket = send(a, d, "hello");
      assertDelivered(a, ticket);
      assertTrue(session(a, d), "the answer to a handshake told, seed " + seed);
      world.run(30 * MINUTE_MS);
      assertEquals(1, times(d, "hello"), "seed " + seed);
    }
  }

  @Test
  void neverDeliversANoteTwiceWhenTheRelaysForgetWhereItCameFrom() {
    for (long seed = 1; seed <= 5; seed++) {
      line(seed);
      long ticket = send(a, d, "hello");
      assertTrue(world.runUntil(30 * MINUTE_MS, () -> times(d, "hello") == 1), "seed " + seed);
      for (TestNode relay : List.of(b, c)) {
        world.crash(relay);
        world.restart(relay);
      }
      assertDelivered(a, ticket);
      world.run(30 * MINUTE_MS);
      assertEquals(1, times(d, "hello"), "seed " + seed);
    }
  }

  @Test
  void neverDeliversANoteTwiceWhenItsReceiverRestarts() {
    for (long seed = 1; seed <= 5; seed++) {
      line(seed);
      d.broadcasts = false;
      long ticket = send(a, d, "hello");
      assertTrue(world.runUntil(30 * MINUTE_MS, () -> times(d, "hello") == 1), "seed " + seed);
      world.crash(d);
      d.broadcasts = true;
      world.restart(d);
      assertDelivered(a, ticket);
      world.run(30 * MINUTE_MS);
      assertEquals(1, times(d, "hello"), "seed " + seed);
    }
  }

  @Test
  void canGoOnAfterARestartOfTheSender() {
    line(3);
    send(a, d, "before");
    world.run(100);
    world.crash(a);
    world.restart(a);
    assertDelivered(a, send(a, d, "after"));
    assertEquals(1, times(d, "after"));
    assertTrue(times(d, "before") <= 1);
  }

  @Test
  void canReachAPeerThatStillHasTheSessionWeLost() {
    line(4);
    assertDelivered(a, send(a, d, "one"));
    send(a, d, "two");
    assertDelivered(a, send(a, d, "three"));
    assertTrue(session(d, a));
    world.run(24 * 60 * MINUTE_MS);
    forget(a, d);
    assertDelivered(a, send(a, d, "I lost it"));
    assertFalse(session(d, a), "it is of no use any more");
    assertDelivered(d, send(d, a, "so be it"));
    assertEquals(List.of(1, 1), List.of(times(d, "I lost it"), times(a, "so be it")));
  }

  @Test
  void canLetTwoNotesCross() {
    for (long seed = 1; seed <= 5; seed++) {
      line(seed);
      long there = send(a, d, "there");
      long back = send(d, a, "back");
      assertTrue(world.runUntil(30 * MINUTE_MS, () -> a.delivered(there) && d.delivered(back)));
      assertEquals(List.of(1, 1), List.of(times(d, "there"), times(a, "back")), "seed " + seed);
    }
  }

  @Test
  void canDeliverOnceThroughLoss() {
    for (long seed = 1; seed <= 20; seed++) {
      line(seed);
      world.ether.faults(LOSSY);
      assertDelivered(a, send(a, d, "hello"));
      world.run(10 * MINUTE_MS);
      assertEquals(1, times(d, "hello"), "seed " + seed);
    }
  }

  @Test
  void canFallBackWhenThePeerHasForgottenUs() {
    line(5);
    world.crash(d);
    d.durable.forget();
    world.restart(d);
    assertDelivered(a, send(a, d, "who I am"));
    assertEquals(1, times(d, "who I am"));
  }

  @Test
  void neverDeliversANoteOfABlockedPeer() {
    line(6);
    d.mesh.trust(a.id(), Trust.BLOCKED);
    long ticket = a.send(d, Bytes.utf8("hello"), 5 * MINUTE_MS);
    world.run(10 * MINUTE_MS);
    assertEquals(0, times(d, "hello"));
    assertFalse(a.delivered(ticket));
  }

  @Test
  void neverLeavesTheSenderInTheDark() {
    line(7);
    world.crash(d);
    long ticket = a.send(d, Bytes.utf8("hello"), 5 * MINUTE_MS);
    world.run(6 * MINUTE_MS);
    assertTrue(a.events.contains(new MeshEvent.Undelivered(ticket, "not acknowledged within its lifetime")));
    assertEquals(0, a.mesh.counters().outbox());
  }

  @Test
  void neverOpensMoreOfAFloodThanItsBound() {
    World fast = new World(8, EtherFaults.NONE);
    List<TestNode> line = fast.line("a", "b", "c");
    fast.converged();
    TestNode flooder = line.getFirst();
    TestNode victim = line.getLast();
    KnownPeer peer = flooder.mesh.rooms.peers.get(victim.id()).orElseThrow();
    for (int number = 0; number < 200; number++) {
      Bytes packet = flooder.mesh.rooms.seals.note(peer, Bytes.utf8("note " + number)).orElseThrow().packet();
      line.get(1).mesh.rooms.hops.submit(new Unit(victim.id(), FrameType.RELAY_HANDSHAKE, Priority.NORMAL, 3,
          packet, fast.nowMs() + MINUTE_MS, new Careless(), 0));
    }
    fast.run(1_000);
    long most = MeshLimits.STRANGER_ANSWERS_BURST + 2L * MeshLimits.STRANGER_ANSWERS_PER_SECOND;
    assertTrue(victim.messages().size() <= most, "opened " + victim.messages().size());
    assertTrue(victim.mesh.counters().refused() >= 200 - most);
  }

  /** Wants nothing back. */
  private static final class Careless implements Unit.Owner {
    @Override
    public void onTaken(Unit unit) {}

    @Override
    public void onStuck(Unit unit) {}
  }
}
