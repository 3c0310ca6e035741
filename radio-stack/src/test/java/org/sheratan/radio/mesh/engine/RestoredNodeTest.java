package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.EpochQuestion;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.PolledMesh.OutboundFrame;
import org.sheratan.radio.mesh.announce.OwnAnnounce;
import org.sheratan.radio.secure.Sessions;

/** Nodes whose disk was rolled back, and cards that run twice, among real meshes. */
class RestoredNodeTest {
  private static final long MINUTE_MS = 60_000;

  private final World world = new World(21, EtherFaults.NONE);
  private final NonceWatch nonces = new NonceWatch();
  private final TestNode a = world.add("a");
  private final TestNode b = world.add("b");

  private void meet() {
    nonces.watch(a);
    nonces.watch(b);
    assertTrue(world.runUntil(10 * MINUTE_MS, world::everyoneKnowsEveryone));
  }

  private void talk(TestNode from, TestNode to, int messages) {
    // Tickets are of one boot: an earlier one's deliveries tell nothing.
    from.events.removeIf(MeshEvent.Delivered.class::isInstance);
    for (int number = 0; number < messages; number++) {
      long ticket = from.send(to, world.random(200), MINUTE_MS);
      assertTrue(world.runUntil(MINUTE_MS, () -> from.delivered(ticket)));
    }
  }

  private static List<MeshEvent> ofSelf(TestNode node) {
    return node.events.stream().filter(
        event -> event instanceof MeshEvent.SelfHeard || event instanceof MeshEvent.SelfRecalled).toList();
  }

  private static int recalled(TestNode node) {
    return ((MeshEvent.SelfRecalled) ofSelf(node).getFirst()).highest();
  }

  private boolean questionOrOfAnother(Bytes frame) {
    return EpochQuestion.is(FrameHead.peek(frame))
        || !AnnounceFrame.decode(frame).announce().key().equals(a.id());
  }

  @Test
  void neverUsesANonceTwiceAfterARestoredBackup() {
    meet();
    talk(a, b, 5);
    MemoryDurable backup = a.durable.copy();
    talk(a, b, 40);
    world.crash(a);
    a.durable.become(backup);
    Sessions.discard(a.durable);
    a.doubts = true;
    world.restart(a);
    assertTrue(world.runUntil(MINUTE_MS, () -> !ofSelf(a).isEmpty()));
    assertEquals(1, recalled(a));
    a.mesh.enter(70_000);
    talk(a, b, 60);
    talk(b, a, 60);
    assertTrue(nonces.recognized() > 200, "frames looked at: " + nonces.recognized());
    assertTrue(b.mesh.peer(a.id()).orElseThrow().epoch() == 70_000);
  }

  /** The watch itself must be able to fail: with its sessions kept, a restored node repeats counters. */
  @Test
  void shouldNoticeANonceUsedTwice() {
    meet();
    talk(a, b, 5);
    MemoryDurable backup = a.durable.copy();
    world.crash(a);
    world.restart(a);
    talk(a, b, 5);
    world.crash(a);
    a.durable.become(backup);
    world.restart(a);
    AssertionError twice = assertThrows(AssertionError.class, () -> talk(a, b, 40));
    assertTrue(twice.getMessage().contains("used a nonce twice"), twice.getMessage());
  }

  @Test
  void shouldSaySealAndTakeNothingWhileItAsks() {
    meet();
    world.crash(a);
    Sessions.discard(a.durable);
    a.doubts = true;
    List<OutboundFrame> sent = new ArrayList<>();
    a.watcher = sent::add;
    world.restart(a);
    long ticket = b.send(a, Bytes.utf8("are you there?"), 10 * MINUTE_MS);
    assertTrue(world.runUntil(MINUTE_MS, () -> !ofSelf(a).isEmpty()));
    assertFalse(sent.isEmpty());
    assertTrue(sent.stream().map(OutboundFrame::frame).allMatch(this::questionOrOfAnother), "nothing else");
    assertFalse(b.delivered(ticket));
    a.mesh.enter(70_000);
    assertTrue(world.runUntil(5 * MINUTE_MS, () -> b.delivered(ticket)));
  }

  @Test
  void shouldLearnFromItsNeighborWhatItCannotKnowItself() {
    meet();
    MemoryDurable backup = a.durable.copy();
    for (int start = 0; start < 3; start++) {
      world.crash(a);
      world.restart(a);
      world.run(MINUTE_MS);
    }
    assertEquals(4, b.mesh.peer(a.id()).orElseThrow().epoch());
    world.crash(a);
    a.durable.become(backup);
    a.epoch = 1;
    world.restart(a);
    assertTrue(world.runUntil(10_000, () -> !ofSelf(a).isEmpty()), "the first announce is answered");
    assertEquals(new MeshEvent.SelfHeard(4), ofSelf(a).getFirst());
  }

  @Test
  void shouldTellBothOfTwoNodesWithOneIdentityOfEachOther() {
    meet();
    world.run(2 * MINUTE_MS);
    TestNode twin = world.add("twin", world.network, a.identity);
    twin.mesh.enter(90_000);
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> ofSelf(a).contains(new MeshEvent.SelfHeard(90_000))));
    a.mesh.enter(180_000);
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> ofSelf(twin).contains(new MeshEvent.SelfHeard(180_000))),
        "the one that leapt is heard by the other");
    world.run(1_000);
    assertEquals(180_000, b.mesh.peer(a.id()).orElseThrow().epoch());
  }

  /** The same from outside: everything recorded in earlier epochs is played again, at the node and at its neighbor. */
  @Test
  void neverReportsATwinForAReplayOfItsOwnPast() {
    List<Bytes> tape = new ArrayList<>();
    world.ether.tap((atMs, from, to, frame) -> tape.add(frame));
    meet();
    for (int start = 0; start < 2; start++) {
      world.crash(a);
      world.restart(a);
      world.run(5 * MINUTE_MS);
    }
    a.events.clear();
    for (Bytes frame : List.copyOf(tape)) {
      world.ether.inject("x", "a", frame);
      world.ether.inject("x", "b", frame);
      world.run(1_000);
    }
    world.run(10 * MINUTE_MS);
    assertEquals(List.of(), ofSelf(a));
  }

  @Test
  void shouldRememberEpochsThroughItsOwnRestart() {
    meet();
    world.crash(a);
    a.epoch = 6;
    world.restart(a);
    assertTrue(world.runUntil(MINUTE_MS, () -> b.mesh.peer(a.id()).orElseThrow().epoch() == 7));
    world.run(1_000);
    world.crash(a);
    world.crash(b);
    world.restart(b);
    a.epoch = 1;
    a.doubts = true;
    world.restart(a);
    assertTrue(world.runUntil(MINUTE_MS, () -> !ofSelf(a).isEmpty()));
    assertEquals(7, recalled(a));
  }

  @Test
  void shouldBeginTheNextEpochBeforeItsSequencesRunOut() {
    meet();
    a.events.clear();
    sayUntil(0xffff - 300);
    world.run(MINUTE_MS);
    assertEquals(0, a.events.stream().filter(MeshEvent.EpochUsedUp.class::isInstance).count());
    sayUntil(0xffff);
    world.run(10 * MINUTE_MS);
    assertEquals(1, a.events.stream().filter(MeshEvent.EpochUsedUp.class::isInstance).count(), "once");
    a.mesh.enter(2);
    assertTrue(world.runUntil(MINUTE_MS, () -> b.mesh.peer(a.id()).orElseThrow().epoch() == 2));
    talk(a, b, 3);
  }

  /** Changes its mind, and has something new to say every time. */
  private void sayUntil(int sequence) {
    OwnAnnounce own = a.mesh.rooms.own;
    for (int load = 0; own.sequence() < sequence; load = 100 - load) {
      own.load(load);
      own.frame(world.nowMs());
    }
  }

  @Test
  void shouldFallSilentForGood() {
    meet();
    a.mesh.silence();
    List<OutboundFrame> sent = new ArrayList<>();
    a.watcher = sent::add;
    world.run(20 * MINUTE_MS);
    assertEquals(List.of(), sent);
    assertTrue(b.mesh.peer(a.id()).isEmpty(), "it is lost to the others");
  }

  @Test
  void shouldTalkAgainAfterItEndedItsSessions() {
    meet();
    talk(a, b, 3);
    a.mesh.endSessions();
    a.mesh.enter(80_000);
    talk(b, a, 20);
    talk(a, b, 20);
  }
}
