package org.sheratan.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sheratan.core.message.MessageFixtures.OTHER;
import static org.sheratan.core.message.MessageFixtures.PEER;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.market.QuietMesh;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

class InboxTest {
  private static final MessageLimits TEN = new MessageLimits(10, 1_000, 10, 3, 4);
  private final MessageFixtures node = new MessageFixtures();

  @Test
  void shouldShowWordsOnceHoweverOftenTheyCome() {
    for (int copy = 0; copy < 3; copy++) {
      assertEquals(DeliveryOutcome.TAKEN, node.words(PEER, 1, Priority.NORMAL));
      node.restart(0);
    }
    MessageId id = MessageFixtures.id(PEER, 1);
    assertEquals(MessageState.UNREAD, node.incoming(id).state());
    assertEquals(1, node.told.stream().filter(("shown " + id)::equals).count());
  }

  @Test
  void shouldLetTheDeliveryBeTheMeshsAcknowledgement() {
    node.room.onMessage(PEER,
        new WireMessage.Words(MessageFixtures.id(PEER, 1), "fire", Priority.EMERGENCY, 0, Optional.empty()),
        9, node.now());
    QuietMesh.Sent answer = node.mesh.sent.getFirst();
    assertEquals(9, answer.answers());
    assertEquals(Priority.EMERGENCY, answer.priority());
  }

  @Test
  void shouldNotShowAForgottenMessageAgain() {
    MessageFixtures small = new MessageFixtures(TEN);
    for (int sequence = 1; sequence <= 2; sequence++) {
      assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, sequence, Priority.NORMAL));
      small.room.acknowledge(MessageFixtures.id(PEER, sequence), small.now());
    }
    for (int sequence = 1; sequence <= 9; sequence++) {
      assertEquals(DeliveryOutcome.TAKEN, small.words(OTHER, sequence, Priority.NORMAL));
      small.room.acknowledge(MessageFixtures.id(OTHER, sequence), small.now());
    }
    assertInstanceOf(MessageVerdict.Refused.class, small.room.show(MessageFixtures.id(PEER, 1)));
    small.restart(0);
    assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, 1, Priority.NORMAL));
    assertInstanceOf(MessageVerdict.Refused.class, small.room.show(MessageFixtures.id(PEER, 1)));
  }

  @Test
  void shouldNotTakeWhatItMayHaveHadBefore() {
    MessageFixtures small = new MessageFixtures(TEN);
    for (int sequence = 2; sequence <= 7; sequence++) {
      small.words(PEER, sequence, Priority.NORMAL);
      small.room.acknowledge(MessageFixtures.id(PEER, sequence), small.now());
    }
    assertEquals(DeliveryOutcome.FORGOTTEN, small.words(PEER, 1, Priority.NORMAL));
    assertEquals(DeliveryOutcome.FORGOTTEN, small.words(PEER, 3, Priority.NORMAL));
    assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, 4, Priority.NORMAL));
    assertEquals(DeliveryOutcome.TAKEN, small.words(OTHER, 1, Priority.NORMAL));
  }

  @Test
  void shouldForgetTheAuthorSilentForLongest() {
    MessageFixtures small = new MessageFixtures(TEN);
    for (int author = 2; author <= 5; author++) {
      small.words(MessageFixtures.node(author), 1, Priority.NORMAL);
      small.words(MessageFixtures.node(author), 2, Priority.NORMAL);
    }
    assertEquals(3, small.durable.under("message/decided/").size());
    assertTrue(small.durable.under("message/decided/" + PEER.toHex()).isEmpty());
    assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, 1, Priority.NORMAL), "still there, so still known");
  }

  @Test
  void shouldRefuseRatherThanDropWhatNobodyRead() {
    MessageFixtures small = new MessageFixtures(new MessageLimits(16, 10_000, 10, 9, 9));
    for (int author = 2; author < 9; author++) {
      assertEquals(DeliveryOutcome.TAKEN, small.words(MessageFixtures.node(author), 1, Priority.NORMAL));
      assertEquals(DeliveryOutcome.TAKEN, small.words(MessageFixtures.node(author), 2, Priority.NORMAL));
    }
    assertEquals(DeliveryOutcome.FULL, small.words(MessageFixtures.node(9), 1, Priority.NORMAL));
    assertEquals(DeliveryOutcome.TAKEN, small.words(MessageFixtures.node(9), 2, Priority.EMERGENCY));
    assertEquals(DeliveryOutcome.FULL, small.words(MessageFixtures.node(9), 3, Priority.EMERGENCY),
        "one author has its part of what is kept for emergencies");
    assertEquals(DeliveryOutcome.TAKEN, small.words(MessageFixtures.node(10), 1, Priority.EMERGENCY));
    assertEquals(DeliveryOutcome.FULL, small.words(MessageFixtures.node(11), 1, Priority.EMERGENCY));
    small.room.acknowledge(MessageFixtures.id(PEER, 1), small.now());
    small.room.acknowledge(MessageFixtures.id(PEER, 2), small.now());
    small.room.acknowledge(MessageFixtures.id(OTHER, 1), small.now());
    assertEquals(DeliveryOutcome.FULL, small.words(MessageFixtures.node(9), 1, Priority.NORMAL),
        "as told before");
    assertEquals(DeliveryOutcome.TAKEN, small.words(MessageFixtures.node(9), 5, Priority.NORMAL));
    assertInstanceOf(MessageVerdict.Refused.class, small.room.show(MessageFixtures.id(PEER, 1)));
    assertEquals(MessageState.READ, small.incoming(MessageFixtures.id(OTHER, 1)).state());
  }

  @Test
  void shouldKeepOneAuthorFromFillingTheRoom() {
    MessageFixtures small = new MessageFixtures(new MessageLimits(16, 10_000, 10, 9, 9));
    for (int sequence = 1; sequence <= 4; sequence++) {
      assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, sequence, Priority.EMERGENCY));
    }
    assertEquals(DeliveryOutcome.FULL, small.words(PEER, 5, Priority.EMERGENCY));
    assertEquals(DeliveryOutcome.TAKEN, small.words(OTHER, 1, Priority.NORMAL));
  }

  /** Found by reading: an author with much small talk unread could not call for help. */
  @Test
  void shouldTakeAnEmergencyForTheEldestSmallTalkOfItsAuthor() {
    MessageFixtures small = new MessageFixtures(new MessageLimits(16, 10_000, 10, 9, 9));
    for (int sequence = 1; sequence <= 4; sequence++) {
      assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, sequence, Priority.HIGH));
    }
    small.words(OTHER, 1, Priority.NORMAL);
    for (int sequence = 5; sequence <= 8; sequence++) {
      assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, sequence, Priority.EMERGENCY));
      assertInstanceOf(MessageVerdict.Refused.class,
          small.room.show(MessageFixtures.id(PEER, sequence - 4)), "the eldest made place");
    }
    assertEquals(DeliveryOutcome.FULL, small.words(PEER, 9, Priority.EMERGENCY),
        "emergencies never make place");
    assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, 1, Priority.HIGH),
        "taken once, and as told before");
    assertEquals(MessageState.UNREAD, small.incoming(MessageFixtures.id(OTHER, 1)).state());
    small.restart(0);
    assertEquals(MessageState.UNREAD, small.incoming(MessageFixtures.id(PEER, 5)).state());
  }

  @Test
  void shouldTakeAnEmergencyForSmallTalkWhenOthersFilledTheRoom() {
    MessageFixtures small = new MessageFixtures(new MessageLimits(16, 10_000, 10, 9, 9));
    for (int author = 2; author < 9; author++) {
      small.words(MessageFixtures.node(author), 1, Priority.NORMAL);
      small.words(MessageFixtures.node(author), 2, Priority.NORMAL);
    }
    small.words(MessageFixtures.node(9), 1, Priority.EMERGENCY);
    small.words(MessageFixtures.node(10), 1, Priority.EMERGENCY);
    assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, 3, Priority.EMERGENCY));
    assertInstanceOf(MessageVerdict.Refused.class, small.room.show(MessageFixtures.id(PEER, 1)));
    assertEquals(MessageState.UNREAD, small.incoming(MessageFixtures.id(PEER, 2)).state());
    assertEquals(DeliveryOutcome.FULL, small.words(MessageFixtures.node(9), 2, Priority.EMERGENCY),
        "who has none of its own to give up waits");
  }

  /** Long ones filled the room by their bytes, however few they were. */
  @Test
  void neverLetsOneAuthorFillTheRoomByLength() {
    MessageFixtures small = new MessageFixtures(new MessageLimits(100, 4_000, 10, 9, 99));
    for (int sequence = 1; sequence <= 20; sequence++) {
      small.words(PEER, sequence, Priority.EMERGENCY, "x".repeat(100));
    }
    long taken = small.kept();
    assertEquals(10, taken, "a quarter of the bytes");
    assertEquals(DeliveryOutcome.TAKEN, small.words(OTHER, 1, Priority.NORMAL));
  }

  /** Whatever hostile authors send: bounds hold, and what an honest one said stays. */
  @Test
  void neverDropsWhatAnotherSaidForAFloodOfEmergencies() {
    for (long seed = 1; seed <= 20; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      MessageFixtures small = new MessageFixtures(new MessageLimits(32, 2_000, 10, 99, 99));
      assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, 1, Priority.NORMAL));
      assertEquals(DeliveryOutcome.TAKEN, small.words(PEER, 2, Priority.EMERGENCY));
      for (int sequence = 1; sequence <= 300; sequence++) {
        small.words(MessageFixtures.node(3 + entropy.nextInt(9)), sequence,
            entropy.chance(0.7) ? Priority.EMERGENCY : Priority.NORMAL, "x".repeat(1 + entropy.nextInt(90)));
      }
      assertEquals(MessageState.UNREAD, small.incoming(MessageFixtures.id(PEER, 1)).state(), "seed " + seed);
      assertTrue(small.kept() <= 32, "seed " + seed);
    }
  }

  /** Found by attack: what came while the disk was short stayed refused when there was space again. */
  @Test
  void shouldTakeWhenThereIsSpaceAgainWhatCameWhileTheDiskWasShort() {
    node.room.accepting(false);
    for (Priority priority : List.of(Priority.EMERGENCY, Priority.NORMAL)) {
      say(PEER, 1 + priority.ordinal(), priority);
      assertEquals(List.of(), node.mesh.take(), "no answer, so its author's node asks again");
    }
    node.room.accepting(true);
    for (Priority priority : List.of(Priority.EMERGENCY, Priority.NORMAL)) {
      assertEquals(DeliveryOutcome.TAKEN, node.words(PEER, 1 + priority.ordinal(), priority));
    }
  }

  /** Found by attack: every message of a stranger used up more of a disk that had nothing left. */
  @Test
  void neverWritesForNewMessagesWhileTheDiskIsShort() {
    node.words(PEER, 1, Priority.NORMAL);
    SortedMap<String, Bytes> before = node.durable.under("");
    node.room.accepting(false);
    for (int sequence = 1; sequence <= 100; sequence++) {
      say(PEER, sequence, Priority.NORMAL);
      say(MessageFixtures.node(3 + sequence), sequence, Priority.EMERGENCY);
    }
    assertEquals(before, node.durable.under(""));
    assertEquals(DeliveryOutcome.TAKEN, node.words(PEER, 1, Priority.NORMAL), "decided before: answered");
  }

  private void say(NodeId from, long sequence, Priority priority) {
    node.mesh.take();
    node.room.onMessage(from, new WireMessage.Words(MessageFixtures.id(from, sequence), "words", priority, 0,
        Optional.empty()), 9, node.now());
  }

  @Test
  void shouldTellTheAuthorOfAnEmergencyThatAPersonHasSeenIt() {
    node.words(PEER, 1, Priority.EMERGENCY);
    MessageId id = MessageFixtures.id(PEER, 1);
    node.mesh.take();
    node.room.acknowledge(id, node.now());
    node.room.acknowledge(id, node.now());
    node.pass(1);
    assertEquals(new WireMessage.Acknowledged(id), node.mesh.only(WireMessage.Acknowledged.class));
    assertTrue(node.incoming(id).owed());
    node.room.onUndelivered(2, "not acknowledged within its lifetime", node.nowMs);
    node.restart(0);
    node.pass(1);
    node.room.onDelivered(node.mesh.take().getFirst().ticket(), node.nowMs);
    assertEquals(false, node.incoming(id).owed());
    node.restart(0);
    node.pass(1_000);
    assertEquals(List.of(), node.mesh.take());
    assertEquals(MessageState.READ, node.incoming(id).state());
  }

  @Test
  void shouldGiveUpTellingSomeDay() {
    node.words(PEER, 1, Priority.EMERGENCY);
    node.mesh.take();
    node.room.acknowledge(MessageFixtures.id(PEER, 1), node.now());
    for (int tries = 0; tries < Courier.MAX_TRIES; tries++) {
      node.pass(60_000);
      node.room.onUndelivered(node.mesh.take().getFirst().ticket(), "lost", node.nowMs);
    }
    node.pass(600_000);
    assertEquals(List.of(), node.mesh.take());
    assertEquals(false, node.incoming(MessageFixtures.id(PEER, 1)).owed());
  }

  @Test
  void shouldKeepOrdinaryReadingToItself() {
    node.words(PEER, 1, Priority.NORMAL);
    node.mesh.take();
    node.room.acknowledge(MessageFixtures.id(PEER, 1), node.now());
    node.pass(60_000);
    assertEquals(List.of(), node.mesh.take());
  }
}
