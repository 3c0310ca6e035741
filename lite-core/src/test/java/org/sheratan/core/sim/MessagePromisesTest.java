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
import org.sheratan.core.message.MemberState;
import org.sheratan.core.message.MessageObserver;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Outgoing;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.message.Stamp;
import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;

/** The checker itself must be able to fail: each promise about messages is broken here once. */
class MessagePromisesTest {
  private static final MessageId ID = new MessageId("abcdefgh", 1, 1);
  private static final NodeId PEER = node(0);
  private static final NodeId OTHER = node(1);
  private static final NodeId AUTHOR = node(2);
  private static final GroupId GROUP = new GroupId(Bytes.copyOf(new byte[GroupId.LENGTH]));
  private static final Stamp AT = new Stamp(0, WallQuality.NONE);
  private static final Mark MARK = new Mark(1, 1);

  private final List<String> broken = new ArrayList<>();
  private final MessagePromises promises = new MessagePromises(broken::add);
  private final MessageObserver here = promises.at(PEER);

  private static NodeId node(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) number;
    return new NodeId(Bytes.copyOf(key));
  }

  @Test
  void shouldBeQuietAboutAnOrdinaryLife() {
    here.accepted(ID, new Recipient.Node(PEER));
    here.shown(incoming(Optional.empty()));
    here.ended(ID, MessageState.DELIVERED);
    promises.read(ID);
    here.acknowledged(ID);
    promises.finallyIs(outgoing(MessageState.DELIVERED, true), true);
    assertEquals(List.of(), broken);
    assertEquals(1, promises.accepted());
  }

  @Test
  void shouldTakeTheJournalsWordForWhatWasShownJustBeforeACrash() {
    here.restored(incoming(Optional.empty()));
    here.ended(ID, MessageState.DELIVERED);
    assertEquals(List.of(), broken);
  }

  @Test
  void shouldNoticeOneNameForTwo() {
    here.accepted(ID, new Recipient.Node(PEER));
    here.accepted(ID, new Recipient.Node(PEER));
    assertBroken("given to two");
  }

  @Test
  void shouldNoticeASecondShowing() {
    here.shown(incoming(Optional.empty()));
    here.shown(incoming(Optional.empty()));
    assertBroken("shown twice");
  }

  @Test
  void shouldNoticeTwoEnds() {
    here.ended(ID, MessageState.EXPIRED);
    here.ended(ID, MessageState.EXPIRED);
    assertBroken("ended twice");
  }

  @Test
  void shouldNoticeADeliveryOfNothing() {
    here.ended(ID, MessageState.DELIVERED);
    assertBroken("not shown");
  }

  @Test
  void shouldNoticeWhatIsRefusedAndShown() {
    here.shown(incoming(Optional.empty()));
    here.ended(ID, MessageState.REFUSED);
    assertBroken("refused and shown");
  }

  @Test
  void shouldNoticeWhatIsShownAfterItWasRefused() {
    here.ended(ID, MessageState.REFUSED);
    here.shown(incoming(Optional.empty()));
    assertBroken("after it was refused");
  }

  @Test
  void shouldNoticeAnAcknowledgementByNobody() {
    here.acknowledged(ID);
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
    here.ended(ID, MessageState.EXPIRED);
    promises.finallyIs(outgoing(MessageState.REFUSED, false), false);
    assertBroken("is now refused");
  }

  @Test
  void shouldNoticeAnEndedMessageAliveAfterACrash() {
    here.ended(ID, MessageState.EXPIRED);
    here.restored(outgoing(MessageState.SENT, false));
    assertBroken("lives again");
  }

  @Test
  void shouldNoticeALostMessage() {
    promises.unknown(ID);
    assertBroken("no longer known");
  }

  @Test
  void shouldNoticeWordsShownAtAnotherNode() {
    here.accepted(ID, new Recipient.Node(OTHER));
    here.shown(incoming(Optional.empty()));
    assertBroken("not for");
  }

  @Test
  void shouldBeQuietAboutAGroupThatSpeaks() {
    promises.groups().said("x", 3);
    promises.groups().invited(GROUP, PEER);
    promises.groups().invited(GROUP, OTHER);
    promises.groups().removed(GROUP, OTHER, 4);
    here.accepted(ID, new Recipient.Group(GROUP));
    here.shown(incoming(Optional.of(GROUP)));
    promises.at(OTHER).shown(incoming(Optional.of(GROUP)));
    here.ended(ID, MessageState.REFUSED);
    assertEquals(List.of(), broken);
    assertEquals(2, promises.shownInGroups());
  }

  @Test
  void shouldNoticeWordsInAGroupShownTwiceAtOneMember() {
    promises.groups().said("x", 3);
    promises.groups().invited(GROUP, PEER);
    here.shown(incoming(Optional.of(GROUP)));
    here.shown(incoming(Optional.of(GROUP)));
    assertBroken("shown twice");
  }

  @Test
  void shouldNoticeAStrangerInAGroup() {
    promises.groups().said("x", 3);
    here.shown(incoming(Optional.of(GROUP)));
    assertBroken("never let in");
  }

  @Test
  void shouldNoticeOneWhoWasShutOut() {
    promises.groups().said("x", 4);
    promises.groups().invited(GROUP, PEER);
    promises.groups().removed(GROUP, PEER, 4);
    here.shown(incoming(Optional.of(GROUP)));
    assertBroken("knew to be shut out");
  }

  @Test
  void shouldNoticeWordsThatNobodySaid() {
    promises.groups().invited(GROUP, PEER);
    here.shown(incoming(Optional.of(GROUP)));
    assertBroken("said by nobody");
  }

  @Test
  void shouldNoticeAMemberThatIsSaidToHaveWhatItWasNotShown() {
    TreeMap<NodeId, MemberState> members = new TreeMap<>();
    members.put(PEER, MemberState.DELIVERED);
    promises.finallyIs(new Outgoing(ID,
        new Draft(new Recipient.Group(GROUP), "x", Priority.NORMAL, 1_000, Optional.empty()),
        MessageState.DELIVERED, "",
        new Outgoing.Times(AT, Optional.of(AT), Optional.of(AT), Optional.empty()), members, MARK, MARK),
        false);
    assertBroken("not shown there");
  }

  private static Incoming incoming(Optional<GroupId> group) {
    return new Incoming(ID, AUTHOR, group, Priority.NORMAL, "x", 0, AT, Optional.empty(), false, MARK, MARK);
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
