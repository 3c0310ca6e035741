package org.sheratan.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sheratan.core.message.MessageFixtures.DAY_MS;
import static org.sheratan.core.message.MessageFixtures.OTHER;
import static org.sheratan.core.message.MessageFixtures.PEER;
import static org.sheratan.core.message.MessageFixtures.SELF;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.market.QuietMesh;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.core.wire.WireMessage.Acknowledged;
import org.sheratan.core.wire.WireMessage.Delivery;
import org.sheratan.core.wire.WireMessage.Words;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Trust;

class OutboxTest {
  private final MessageFixtures node = new MessageFixtures();

  @Test
  void shouldHandWordsToTheMeshAtOnceForTheirWholeLifetime() {
    Outgoing message = node.send("hello");
    assertEquals(new MessageId(SELF.shortName(), 1, 1), message.id());
    assertEquals(MessageState.SENT, message.state());
    QuietMesh.Sent sent = node.mesh.sent.getFirst();
    assertEquals(new Words(message.id(), "hello", Priority.NORMAL, 0, Optional.empty()), sent.message());
    assertEquals(DAY_MS, sent.lifetimeMs());
    assertEquals(Optional.of(message.times().queued()), message.times().sent());
    assertEquals(WallQuality.NTP, message.times().queued().quality());
    node.pass(3_600_000);
    assertEquals(1, node.mesh.sent.size(), "the mesh repeats, not this room");
  }

  @Test
  void shouldBeDeliveredOnceTheOtherNodeSaysSo() {
    MessageId id = node.send("hello").id();
    long ticket = node.mesh.sent.getFirst().ticket();
    node.nowMs += 50;
    node.delivery(id, DeliveryOutcome.TAKEN);
    assertEquals(MessageState.DELIVERED, node.outgoing(id).state());
    assertEquals(Optional.of(Stamp.of(node.now())), node.outgoing(id).times().ended());
    assertEquals(List.of(ticket), node.mesh.confirmed);
    node.delivery(id, DeliveryOutcome.FULL);
    node.pass(2 * DAY_MS);
    assertEquals(MessageState.DELIVERED, node.outgoing(id).state());
    assertEquals(List.of("accepted " + id, "ended " + id + " DELIVERED"), node.told);
  }

  @Test
  void shouldBelieveOnlyTheNodeItWroteTo() {
    MessageId id = node.send("hello").id();
    node.room.onMessage(OTHER, new Delivery(id, DeliveryOutcome.TAKEN), 7,
        node.now());
    node.room.onMessage(OTHER, new Acknowledged(id), 7, node.now());
    assertEquals(MessageState.SENT, node.outgoing(id).state());
  }

  /** They waited for the next announce of their node, after a radio was tuned otherwise for a moment: nobody was asked. */
  @Test
  void shouldHaveTheMeshAskForAWayAtOnceAndThenLessAndLessOften() {
    node.lose(PEER);
    MessageId id = node.send("hello").id();
    node.pass(1);
    assertEquals(MessageState.QUEUED, node.outgoing(id).state());
    assertEquals(List.of(PEER), node.mesh.sought);
    node.pass(3_600_000);
    int hour = node.mesh.sought.size();
    assertTrue(hour >= 9 && hour <= 12, "asked " + hour + " times within an hour");
    node.hear(PEER);
    node.pass(Letters.LOOK_MS);
    assertEquals(MessageState.SENT, node.outgoing(id).state());
    assertEquals(hour, node.mesh.sought.size());
  }

  @Test
  void shouldSayWhyTheOtherNodeRefused() {
    MessageId id = node.send("hello").id();
    node.delivery(id, DeliveryOutcome.FULL);
    assertEquals(MessageState.REFUSED, node.outgoing(id).state());
    assertTrue(node.outgoing(id).reason().contains("no room"), node.outgoing(id).reason());
  }

  @Test
  void shouldWaitForAWay() {
    node.lose(PEER);
    MessageId id = node.send("hello").id();
    assertEquals(MessageState.QUEUED, node.outgoing(id).state());
    node.pass(60_500);
    assertTrue(node.mesh.sent.isEmpty());
    node.hear(PEER);
    node.pass(1);
    assertEquals(MessageState.SENT, node.outgoing(id).state());
    assertEquals(60_000, ((Words) node.mesh.sent.getFirst().message()).ageMs());
    assertEquals(DAY_MS - 60_500, node.mesh.sent.getFirst().lifetimeMs());
  }

  @Test
  void shouldExpireAtTheEndOfItsLifetime() {
    MessageId id = node.send(PEER, "hello", Priority.NORMAL, 60_000).id();
    node.pass(59_999);
    assertEquals(MessageState.SENT, node.outgoing(id).state());
    node.pass(1);
    assertEquals(MessageState.EXPIRED, node.outgoing(id).state());
    assertEquals(List.of(1L), node.mesh.abandoned);
    node.delivery(id, DeliveryOutcome.TAKEN);
    assertEquals(MessageState.EXPIRED, node.outgoing(id).state());
  }

  @Test
  void shouldAskAgainWhenTheMeshGaveUp() {
    MessageId id = node.send("hello").id();
    node.room.onUndelivered(1, "too many messages are waiting already", node.nowMs);
    node.pass(1_000);
    assertEquals(2, node.mesh.sent.size());
    node.room.onUndelivered(2, "no luck", node.nowMs);
    node.lose(PEER);
    node.pass(DAY_MS);
    assertEquals("no word of its arrival within its lifetime; last: no luck", node.outgoing(id).reason());
  }

  @Test
  void shouldAskAgainWhenItArrivedAndNobodySaysWhatBecameOfIt() {
    node.send("hello");
    node.room.onDelivered(1, node.nowMs);
    node.pass(Letters.FIRST_REPEAT_MS * 5 / 4);
    assertEquals(2, node.mesh.sent.size());
  }

  /** It was asked again every 30 to 37 s, for as long as the disk there was short. */
  @Test
  void shouldAskLessAndLessOftenWhomItReachesWithoutAnAnswer() {
    node.send("hello");
    for (long passedMs = 0; passedMs < DAY_MS - 60_000; passedMs += 10_000) {
      QuietMesh.Sent latest = node.mesh.sent.getLast();
      node.room.onDelivered(latest.ticket(), node.nowMs);
      node.hear(PEER);
      node.pass(10_000);
    }
    int copies = node.mesh.sent.size();
    assertTrue(copies > 80 && copies < 110, copies + " copies within a day");
  }

  @Test
  void shouldNotDisturbTheRepeatsOfAnEmergencyThatIsNotAnswered() {
    node.send(PEER, "fire", Priority.EMERGENCY, DAY_MS);
    node.room.onDelivered(1, node.nowMs);
    node.pass(Letters.FIRST_REPEAT_MS - 1);
    assertEquals(1, node.mesh.sent.size());
    node.pass(Letters.FIRST_REPEAT_MS / 4 + 1);
    assertEquals(2, node.mesh.sent.size());
  }

  @Test
  void shouldRepeatEmergenciesAtGrowingIntervals() {
    MessageId id = node.send(PEER, "fire", Priority.EMERGENCY, DAY_MS).id();
    List<Long> times = new ArrayList<>(List.of(node.nowMs));
    while (times.size() < 9) {
      int before = node.mesh.sent.size();
      node.pass(100);
      if (node.mesh.sent.size() > before) {
        times.add(node.nowMs);
      }
    }
    long intervalMs = Letters.FIRST_REPEAT_MS;
    for (int repeat = 1; repeat < times.size(); repeat++) {
      long gotMs = times.get(repeat) - times.get(repeat - 1);
      assertTrue(gotMs >= intervalMs - 100 && gotMs <= intervalMs * 5 / 4 + 100, gotMs + " of " + intervalMs);
      intervalMs = Math.min(Letters.LAST_REPEAT_MS, 2 * intervalMs);
    }
    assertTrue(node.mesh.sent.stream().allMatch(sent -> sent.priority() == Priority.EMERGENCY));
    assertEquals(8, node.mesh.abandoned.size(), "one letter at a time");
    node.delivery(id, DeliveryOutcome.TAKEN);
    node.pass(DAY_MS);
    assertEquals(9, node.mesh.sent.size());
  }

  @Test
  void shouldLetOnePeerHaveItsShareOfTheMeshOnly() {
    List<MessageId> ids = new ArrayList<>();
    for (int count = 0; count < 20; count++) {
      ids.add(node.send("words " + count).id());
    }
    assertEquals(Letters.PER_PEER, node.mesh.take().size());
    assertEquals(MessageState.QUEUED, node.outgoing(ids.get(8)).state());
    assertEquals(MessageState.SENT, node.send(PEER, "fire", Priority.EMERGENCY, DAY_MS).state());
    assertEquals(MessageState.SENT, node.send(OTHER, "hello", Priority.NORMAL, DAY_MS).state());
    ids.subList(0, 20).forEach(id -> {
      node.delivery(id, DeliveryOutcome.TAKEN);
      node.pass(1);
    });
    assertTrue(ids.stream().allMatch(id -> node.outgoing(id).state() == MessageState.DELIVERED));
  }

  @Test
  void shouldEndForABlockedNode() {
    MessageId id = node.send("hello").id();
    node.mesh.know(PEER, Trust.BLOCKED, null);
    node.room.onUndelivered(1, "the peer is blocked", node.nowMs);
    node.pass(1_000);
    assertEquals(MessageState.EXPIRED, node.outgoing(id).state(), "it may have arrived");
    assertEquals("the node is blocked here", node.outgoing(id).reason());
  }

  @Test
  void shouldGoOnAfterARestartWithTheSameNames() {
    MessageId sent = node.send("hello").id();
    node.lose(PEER);
    MessageId queued = node.send(PEER, "later", Priority.NORMAL, 100_000).id();
    node.pass(40_000);
    node.restart(5);
    node.pass(1);
    assertEquals(List.of(sent, queued),
        node.mesh.sent.stream().map(each -> ((Words) each.message()).id()).toList());
    assertEquals(MessageState.SENT, node.outgoing(queued).state());
    assertEquals(new MessageId(SELF.shortName(), 2, 1), node.send("new").id());
    node.pass(69_000);
    assertEquals(MessageState.SENT, node.outgoing(queued).state(),
        "power-off time and what was not saved count 0");
    node.pass(2_000);
    assertEquals(MessageState.EXPIRED, node.outgoing(queued).state());
  }

  @Test
  void shouldTakeAnAcknowledgementForADelivery() {
    MessageId id = node.send(PEER, "fire", Priority.EMERGENCY, DAY_MS).id();
    node.room.onMessage(PEER, new Acknowledged(id), 7, node.now());
    node.room.onMessage(PEER, new Acknowledged(id), 8, node.now());
    assertEquals(MessageState.DELIVERED, node.outgoing(id).state());
    assertTrue(node.outgoing(id).acknowledged().isPresent());
    assertEquals(List.of("accepted " + id, "ended " + id + " DELIVERED", "acknowledged " + id), node.told);
  }

  @Test
  void shouldNoteALateAcknowledgementBesideTheEnd() {
    MessageId id = node.send(PEER, "fire", Priority.EMERGENCY, 60_000).id();
    node.pass(60_000);
    node.room.onMessage(PEER, new Acknowledged(id), 7, node.now());
    assertEquals(MessageState.EXPIRED, node.outgoing(id).state());
    assertTrue(node.outgoing(id).acknowledged().isPresent());
  }

  @Test
  void shouldForgetTheOldestThatEnded() {
    MessageFixtures small = new MessageFixtures(new MessageLimits(3, 1_000, 3, 8, 8));
    MessageId first = small.send("first").id();
    MessageId second = small.send("second").id();
    small.delivery(second, DeliveryOutcome.TAKEN);
    small.send("third");
    small.send("fourth");
    assertEquals(MessageState.SENT, small.outgoing(first).state());
    assertTrue(small.room.show(second) instanceof MessageVerdict.Refused);
    assertTrue(small.room.send(MessageFixtures.draft(PEER, "fifth", Priority.NORMAL, DAY_MS),
        small.now()) instanceof MessageVerdict.Refused busy && busy.why() == MessageVerdict.Why.BUSY);
  }
}
