package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.message.Draft;
import org.sheratan.core.message.Incoming;
import org.sheratan.core.message.Mark;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Outgoing;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.message.Stamp;
import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;

/** The checker itself must be able to fail: each promise about messages is broken here once. */
class MessagePromisesTest {
  private static final MessageId ID = new MessageId("abcdefgh", 1, 1);
  private static final NodeId PEER = new NodeId(Bytes.copyOf(new byte[NodeId.LENGTH]));
  private static final Stamp AT = new Stamp(0, WallQuality.NONE);
  private static final Mark MARK = new Mark(1, 1);

  private final List<String> broken = new ArrayList<>();
  private final MessagePromises promises = new MessagePromises(broken::add);

  @Test
  void shouldBeQuietAboutAnOrdinaryLife() {
    promises.accepted(ID, new Recipient.Node(PEER));
    promises.shown(ID);
    promises.ended(ID, MessageState.DELIVERED);
    promises.read(ID);
    promises.acknowledged(ID);
    promises.finallyIs(outgoing(MessageState.DELIVERED, true), true);
    assertEquals(List.of(), broken);
    assertEquals(1, promises.accepted());
  }

  @Test
  void shouldTakeTheJournalsWordForWhatWasShownJustBeforeACrash() {
    promises
        .restored(new Incoming(ID, PEER, Optional.empty(), Priority.NORMAL, "x", 0, AT, Optional.empty(),
            false, MARK, MARK));
    promises.ended(ID, MessageState.DELIVERED);
    assertEquals(List.of(), broken);
  }

  @Test
  void shouldNoticeOneNameForTwo() {
    promises.accepted(ID, new Recipient.Node(PEER));
    promises.accepted(ID, new Recipient.Node(PEER));
    assertBroken("given to two");
  }

  @Test
  void shouldNoticeASecondShowing() {
    promises.shown(ID);
    promises.shown(ID);
    assertBroken("shown twice");
  }

  @Test
  void shouldNoticeTwoEnds() {
    promises.ended(ID, MessageState.EXPIRED);
    promises.ended(ID, MessageState.EXPIRED);
    assertBroken("ended twice");
  }

  @Test
  void shouldNoticeADeliveryOfNothing() {
    promises.ended(ID, MessageState.DELIVERED);
    assertBroken("not shown");
  }

  @Test
  void shouldNoticeWhatIsRefusedAndShown() {
    promises.shown(ID);
    promises.ended(ID, MessageState.REFUSED);
    assertBroken("refused and shown");
  }

  @Test
  void shouldNoticeWhatIsShownAfterItWasRefused() {
    promises.ended(ID, MessageState.REFUSED);
    promises.shown(ID);
    assertBroken("after it was refused");
  }

  @Test
  void shouldNoticeAnAcknowledgementByNobody() {
    promises.acknowledged(ID);
    assertBroken("by nobody");
  }

  @Test
  void shouldNoticeAnAcknowledgementThatWasLost() {
    promises.finallyIs(outgoing(MessageState.DELIVERED, false), true);
    assertBroken("has not heard");
  }

  @Test
  void shouldNoticeAMessageThatNeverEnds() {
    promises.finallyIs(outgoing(MessageState.SENT, false), false);
    assertBroken("still sent");
  }

  @Test
  void shouldNoticeAnEndThatChanged() {
    promises.ended(ID, MessageState.EXPIRED);
    promises.finallyIs(outgoing(MessageState.REFUSED, false), false);
    assertBroken("is now refused");
  }

  @Test
  void shouldNoticeAnEndedMessageAliveAfterACrash() {
    promises.ended(ID, MessageState.EXPIRED);
    promises.restored(outgoing(MessageState.SENT, false));
    assertBroken("lives again");
  }

  @Test
  void shouldNoticeALostMessage() {
    promises.lost(ID);
    assertBroken("no longer known");
  }

  private static Outgoing outgoing(MessageState state, boolean acknowledged) {
    return new Outgoing(ID,
        new Draft(new Recipient.Node(PEER), "x", Priority.EMERGENCY, 1_000, Optional.empty()), state, "",
        new Outgoing.Times(AT, Optional.of(AT), Optional.of(AT),
            acknowledged ? Optional.of(AT) : Optional.empty()),
        new TreeMap<>(), MARK, MARK);
  }

  private void assertBroken(String part) {
    assertEquals(1, broken.size(), broken::toString);
    assertTrue(broken.getFirst().contains(part), broken::toString);
  }
}
