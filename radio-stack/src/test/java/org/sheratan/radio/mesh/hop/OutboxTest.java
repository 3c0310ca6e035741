package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;

class OutboxTest {
  private static final Bytes MESSAGE = Bytes.utf8("message");

  private final Pair pair = new Pair(1).introduced();
  private final Bench left = pair.left;
  private final Bench right = pair.right;
  private final Outbox outbox = left.rooms.outbox;

  private long send(boolean answer) {
    long ticket = outbox.nextTicket();
    outbox.send(ticket, right.id(), MESSAGE, Priority.NORMAL, 60_000, answer);
    return ticket;
  }

  private static FrameType type(Bytes frame) {
    return FrameHead.peek(frame).type();
  }

  private boolean delivered(long ticket) {
    return left.events().contains(new MeshEvent.Delivered(ticket));
  }

  @Test
  void shouldTellDeliveredOnceTheNeighborAcknowledges() {
    long ticket = send(false);
    pair.exchange();
    assertFalse(delivered(ticket));
    pair.pass(100);
    assertTrue(delivered(ticket));
    assertEquals(0, outbox.size());
  }

  @Test
  void shouldSendAnAnswerOnceAndAgainOnlyWhenAsked() {
    long ticket = send(true);
    List<Bytes> first = left.sent();
    assertEquals(FrameType.DATA, type(first.getFirst()));
    left.advance(30_000);
    assertTrue(left.sent().stream().noneMatch(frame -> type(frame) == FrameType.DATA));
    assertTrue(outbox.again(ticket));
    assertEquals(first, left.sent());
    left.advance(30_000);
    assertTrue(left.events().stream().anyMatch(MeshEvent.Undelivered.class::isInstance));
    assertFalse(outbox.again(ticket));
  }

  @Test
  void shouldTellDeliveredForAnAnswerWhoseAcknowledgementCameAlong() {
    long ticket = send(true);
    pair.exchange();
    outbox.onAck(right.id(), new ControlItem.Ack(0, 1_000, 0));
    assertFalse(delivered(ticket));
    pair.pass(100);
    assertTrue(delivered(ticket));
  }

  @Test
  void shouldMakeAnAnswerAMessageWhenThePeerHasANewSession() {
    send(true);
    left.sent();
    outbox.onSession(right.id());
    List<Bytes> again = left.sent();
    assertEquals(FrameType.DATA, type(again.getFirst()));
    int repeats = 0;
    for (int step = 0; step < 300; step++) {
      left.advance(10);
      repeats += left.sent().contains(again.getFirst()) ? 1 : 0;
    }
    assertTrue(repeats > 0);
  }

  @Test
  void shouldEndWithoutAWordWhenConfirmedOrAbandoned() {
    long confirmed = send(false);
    long abandoned = send(false);
    assertTrue(outbox.confirmed(confirmed));
    assertFalse(outbox.confirmed(confirmed));
    outbox.abandon(abandoned);
    outbox.abandon(abandoned);
    left.sent();
    left.advance(120_000);
    assertTrue(left.events().stream().noneMatch(event -> event instanceof MeshEvent.Undelivered));
    assertEquals(0, outbox.size());
  }

  @Test
  void shouldLearnTheRoundTripFromAConfirmation() {
    long ticket = send(false);
    left.sent();
    left.advance(33);
    outbox.confirmed(ticket);
    assertEquals(33, left.rooms.neighbors.best(right.id()).orElseThrow().roundTrip().smoothedMs(0));
  }

  @Test
  void shouldWaitForAWayAndTakeItWhenItComes() {
    NodeId stranger = Fixtures.id(77);
    long ticket = outbox.nextTicket();
    outbox.send(ticket, stranger, MESSAGE, Priority.NORMAL, 1_000, false);
    assertTrue(left.sent().isEmpty());
    outbox.onWay(stranger);
    assertTrue(left.sent().isEmpty());
    left.advance(1_000);
    assertTrue(left.events().contains(
        new MeshEvent.Undelivered(ticket, "not acknowledged within its lifetime")));
  }

  @Test
  void shouldSealFarMessagesOnceAndRepeatTheEnvelope() {
    Pair other = new Pair(2).introduced();
    Bench origin = other.left;
    // The destination is heard through a relay only; its session stays.
    NodeId far = other.right.id();
    origin.rooms.neighbors.forget(far);
    origin.rooms.ways.routes().forget(far);
    NodeId relay = new Bench(2, 3, Fixtures.UDP).id();
    origin.rooms.neighbors.heard(relay, origin.link, Pair.RIGHT, true, origin.turn.nowMs());
    origin.rooms.ways.routes().learn(far, relay, 2, 99, origin.turn.nowMs());
    long ticket = origin.rooms.outbox.nextTicket();
    origin.rooms.outbox.send(ticket, far, MESSAGE, Priority.NORMAL, 600_000, false);
    assertEquals(1, origin.rooms.outbox.size());
    // No session with the relay: the unit waits and a handshake goes out.
    assertEquals(FrameType.HANDSHAKE, type(origin.sent().getFirst()));
    origin.rooms.outbox.onAck(far, new ControlItem.Ack(0, 9_999, 0));
    assertEquals(1, origin.rooms.outbox.size());
    for (int counter = 0; counter < 50; counter++) {
      origin.rooms.outbox.onAck(far, new ControlItem.Ack(0, counter, 0));
    }
    assertTrue(origin.events().contains(new MeshEvent.Delivered(ticket)));
  }

  @Test
  void shouldTakeNothingButItsProofForTheArrivalOfANote() {
    Bench origin = new Bench(3, 1, Fixtures.RADIO);
    Bench far = new Bench(3, 2, Fixtures.RADIO);
    Bench relay = new Bench(3, 3, Fixtures.RADIO);
    far.announceTo(origin, Pair.RIGHT);
    origin.rooms.neighbors.forget(far.id());
    origin.rooms.ways.routes().forget(far.id());
    origin.rooms.neighbors.heard(relay.id(), origin.link, Pair.RIGHT, true, origin.turn.nowMs());
    origin.rooms.ways.routes().learn(far.id(), relay.id(), 2, 99, origin.turn.nowMs());
    long ticket = origin.rooms.outbox.nextTicket();
    origin.rooms.outbox.send(ticket, far.id(), MESSAGE, Priority.NORMAL, 600_000, false);
    for (int counter = 0; counter < 50; counter++) {
      origin.rooms.outbox.onAck(far.id(), new ControlItem.Ack(0, counter, 0));
    }
    origin.rooms.outbox.onAnswer(far.id(), Bytes.hex("0102030405"));
    assertEquals(1, origin.rooms.outbox.size());
    assertEquals(2, origin.rooms.peers.get(far.id()).stream().filter(
        peer -> peer.mayNote(origin.turn.nowMs())).count() + 1, "one note went, another may");
  }

  @Test
  void shouldRefuseMoreThanItsBounds() {
    for (int number = 0; number < MeshLimits.OUTBOX; number++) {
      send(false);
    }
    long refused = send(false);
    assertEquals(List.of(new MeshEvent.Undelivered(refused, "too many messages are waiting already")),
        left.events());
    assertEquals(MeshLimits.OUTBOX, outbox.size());
  }

  @Test
  void shouldBoundTheBytesItHolds() {
    Bytes large = Bytes.copyOf(new byte[Mesh.MAX_MESSAGE_BYTES]);
    long refused = 0;
    for (int number = 0; number < 300; number++) {
      outbox.send(outbox.nextTicket(), Fixtures.id(5), large, Priority.BULK, 60_000, false);
      refused += left.events().size();
    }
    assertEquals(300 - MeshLimits.OUTBOX_BYTES / Mesh.MAX_MESSAGE_BYTES, refused);
  }

  @Test
  void shouldDropEverythingForAPeer() {
    long ticket = send(false);
    outbox.dropAll(right.id(), "the peer is blocked");
    assertEquals(List.of(new MeshEvent.Undelivered(ticket, "the peer is blocked")), left.events());
    assertEquals(0, outbox.size());
    assertNotEquals(0, ticket);
  }
}
