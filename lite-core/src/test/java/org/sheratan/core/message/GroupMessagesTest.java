package org.sheratan.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sheratan.core.message.MessageFixtures.DAY_MS;
import static org.sheratan.core.message.MessageFixtures.PEER;
import static org.sheratan.core.message.MessageFixtures.SELF;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.market.QuietMesh;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.core.wire.WireMessage.Words;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.Groups;

/** Words to groups, at their author's node and at the others. */
class GroupMessagesTest {
  private static final GroupId TEAM = GroupId.parse("0102030405060708");
  private static final List<NodeId> OTHERS = List.of(node(2), node(3), node(4), node(5), node(6), node(7),
      node(8));

  private final MessageFixtures node = new MessageFixtures();

  private static NodeId node(int number) {
    return MessageFixtures.node(number);
  }

  @BeforeEach
  void gather() {
    belong(OTHERS);
    OTHERS.forEach(node::hear);
  }

  private void belong(List<NodeId> others) {
    List<NodeId> all = new ArrayList<>(others);
    all.add(SELF);
    node.mesh.groups.known.clear();
    node.mesh.groups.known.add(new Group(TEAM, "team", SELF, 1, 1, all, others));
  }

  private MessageVerdict ask(Priority priority, long lifetimeMs) {
    return node.room.send(
        new Draft(new Recipient.Group(TEAM), "supper", priority, lifetimeMs, Optional.empty()), node.now());
  }

  private MessageId send(Priority priority, long lifetimeMs) {
    return assertInstanceOf(MessageVerdict.Accepted.class, ask(priority, lifetimeMs)).message().id();
  }

  private void delivery(NodeId from, MessageId id, DeliveryOutcome outcome) {
    node.room.onMessage(from, new WireMessage.Delivery(id, outcome), 7, node.now());
  }

  private List<NodeId> letters() {
    return node.mesh.take().stream().filter(sent -> sent.message() instanceof Words).map(QuietMesh.Sent::to)
        .toList();
  }

  @Test
  void shouldSayItOnceToAllAndCountWhoHasIt() {
    MessageId id = send(Priority.NORMAL, DAY_MS);
    assertEquals(MessageState.SENT, node.outgoing(id).state());
    assertEquals(List.of("say " + TEAM + " NORMAL true"), node.mesh.groups.asked);
    assertEquals(new Words(id, "supper", Priority.NORMAL, 0, Optional.empty()),
        WireCodec.decode(node.mesh.groups.said.getFirst(), SELF, PEER));
    OTHERS.subList(0, 3).forEach(from -> delivery(from, id, DeliveryOutcome.TAKEN));
    assertEquals(3, count(id, MemberState.DELIVERED));
    assertEquals(4, count(id, MemberState.UNKNOWN));
    assertEquals(MessageState.SENT, node.outgoing(id).state());
    OTHERS.forEach(from -> delivery(from, id, DeliveryOutcome.TAKEN));
    assertEquals(MessageState.DELIVERED, node.outgoing(id).state());
    node.pass(DAY_MS);
    assertEquals(1, node.mesh.groups.said.size());
    assertEquals(List.of(), letters());
  }

  @Test
  void shouldWriteToTheLastFewEach() {
    MessageId id = send(Priority.NORMAL, DAY_MS);
    OTHERS.subList(1, 7).forEach(from -> delivery(from, id, DeliveryOutcome.TAKEN));
    assertEquals(List.of(), letters());
    node.pass(120_000);
    assertEquals(1, node.mesh.groups.said.size());
    QuietMesh.Sent letter = node.mesh.take().getFirst();
    assertEquals(OTHERS.getFirst(), letter.to());
    assertEquals(Optional.of(TEAM), assertInstanceOf(Words.class, letter.message()).group());
    delivery(OTHERS.getFirst(), id, DeliveryOutcome.TAKEN);
    assertEquals(MessageState.DELIVERED, node.outgoing(id).state());
  }

  @Test
  void shouldWriteToAllWhomNoBroadcastReaches() {
    send(Priority.NORMAL, DAY_MS);
    node.pass(600_000);
    assertEquals(2, node.mesh.groups.said.size());
    assertEquals(Set.copyOf(OTHERS), Set.copyOf(letters()));
  }

  @Test
  void shouldWriteToASingleOtherAtOnce() {
    belong(List.of(PEER));
    send(Priority.NORMAL, DAY_MS);
    assertEquals(List.of(PEER), letters());
    assertEquals(List.of(), node.mesh.groups.said);
  }

  @Test
  void shouldExpireAndStillKnowWhoHasIt() {
    MessageId id = send(Priority.NORMAL, 60_000);
    delivery(OTHERS.get(0), id, DeliveryOutcome.TAKEN);
    node.pass(60_000);
    assertEquals(MessageState.EXPIRED, node.outgoing(id).state());
    delivery(OTHERS.get(1), id, DeliveryOutcome.TAKEN);
    assertEquals(2, count(id, MemberState.DELIVERED), "late word counts");
    assertEquals(MessageState.EXPIRED, node.outgoing(id).state());
    assertEquals(List.of("accepted " + id, "ended " + id + " EXPIRED"), node.told);
  }

  @Test
  void shouldRepeatAnEmergencyUntilAllHaveIt() {
    MessageId id = send(Priority.EMERGENCY, DAY_MS);
    node.pass(6 * 3_600_000);
    assertTrue(node.mesh.groups.said.size() > 10, "said " + node.mesh.groups.said.size());
    assertTrue(letters().size() > 70, "and written to each");
    OTHERS.forEach(from -> node.room.onMessage(from, new WireMessage.Acknowledged(id), 7, node.now()));
    assertEquals(MessageState.DELIVERED, node.outgoing(id).state());
    assertEquals(7, count(id, MemberState.ACKNOWLEDGED));
    int said = node.mesh.groups.said.size();
    letters();
    node.pass(DAY_MS);
    assertEquals(said, node.mesh.groups.said.size());
    assertEquals(List.of(), letters());
    assertEquals(List.of("accepted " + id, "acknowledged " + id, "ended " + id + " DELIVERED"),
        node.told.stream().sorted().toList());
  }

  @Test
  void shouldGoOnAfterARestartWithWhatIsKnown() {
    MessageId id = send(Priority.NORMAL, DAY_MS);
    OTHERS.subList(0, 6).forEach(from -> delivery(from, id, DeliveryOutcome.TAKEN));
    node.restart(5);
    gather();
    assertEquals(6, count(id, MemberState.DELIVERED));
    node.pass(1);
    assertEquals(List.of(OTHERS.get(6)), letters());
    delivery(OTHERS.get(6), id, DeliveryOutcome.TAKEN);
    assertEquals(MessageState.DELIVERED, node.outgoing(id).state());
  }

  @Test
  void shouldBelieveMembersOnly() {
    MessageId id = send(Priority.NORMAL, DAY_MS);
    delivery(node(9), id, DeliveryOutcome.TAKEN);
    node.room.onMessage(node(9), new WireMessage.Acknowledged(id), 7, node.now());
    assertEquals(7, count(id, MemberState.UNKNOWN));
  }

  @Test
  void shouldEndAsRefusedWhenNotAllTookIt() {
    MessageId id = send(Priority.NORMAL, DAY_MS);
    delivery(OTHERS.getFirst(), id, DeliveryOutcome.FULL);
    OTHERS.forEach(from -> delivery(from, id, DeliveryOutcome.TAKEN));
    assertEquals(MessageState.REFUSED, node.outgoing(id).state());
    assertEquals(6, count(id, MemberState.DELIVERED));
    assertEquals("not every member's node took it", node.outgoing(id).reason());
  }

  @Test
  void shouldNotWaitForThoseWhoLeft() {
    MessageId id = send(Priority.NORMAL, DAY_MS);
    OTHERS.subList(0, 5).forEach(from -> delivery(from, id, DeliveryOutcome.TAKEN));
    belong(OTHERS.subList(0, 5));
    node.pass(120_000);
    assertEquals(2, count(id, MemberState.REFUSED));
    assertTrue(node.outgoing(id).state().ended());
    assertEquals(List.of(), letters());
  }

  @Test
  void shouldSayWhyItIsNotSent() {
    belong(List.of());
    assertEquals(MessageVerdict.Why.CONFLICT,
        assertInstanceOf(MessageVerdict.Refused.class, ask(Priority.NORMAL, DAY_MS)).why());
    node.mesh.groups.known.clear();
    assertEquals(MessageVerdict.Why.NOT_FOUND,
        assertInstanceOf(MessageVerdict.Refused.class, ask(Priority.NORMAL, DAY_MS)).why());
  }

  @Test
  void shouldTryAgainWhenTheMeshSaysTooMuch() {
    node.mesh.groups.refusal = Optional.of(Groups.Refused.TOO_MANY);
    MessageId id = send(Priority.NORMAL, DAY_MS);
    assertEquals(MessageState.QUEUED, node.outgoing(id).state());
    node.mesh.groups.refusal = Optional.empty();
    node.pass(Letters.LOOK_MS);
    assertEquals(MessageState.SENT, node.outgoing(id).state());
  }

  @Test
  void shouldNotPretendToSayWhatNobodyCanHear() {
    OTHERS.forEach(node::lose);
    MessageId id = send(Priority.NORMAL, DAY_MS);
    node.pass(60_000);
    assertEquals(MessageState.QUEUED, node.outgoing(id).state());
    assertEquals(List.of(), node.mesh.groups.said);
    node.hear(OTHERS.getFirst());
    node.pass(Letters.LOOK_MS);
    assertEquals(MessageState.SENT, node.outgoing(id).state());
  }

  @Test
  void shouldWriteToEachWhatIsTooLongToBeSaid() {
    node.mesh.groups.refusal = Optional.of(Groups.Refused.TOO_LONG);
    send(Priority.NORMAL, DAY_MS);
    node.pass(Letters.LOOK_MS);
    assertEquals(Set.copyOf(OTHERS), Set.copyOf(letters()));
  }

  @Test
  void shouldShowWhatTheGroupSaysOnceAndAnswerAWhileLater() {
    Words words = new Words(MessageFixtures.id(PEER, 1), "coming", Priority.NORMAL, 0, Optional.empty());
    node.room.onGroupWords(TEAM, PEER, words, node.now());
    node.room.onGroupWords(TEAM, PEER, words, node.now());
    assertEquals(List.of("shown " + words.id()), node.told);
    assertEquals(Optional.of(TEAM), node.incoming(words.id()).group());
    node.pass(GroupAnswers.spreadMs(8, 100));
    assertEquals(new WireMessage.Delivery(words.id(), DeliveryOutcome.TAKEN),
        node.mesh.only(WireMessage.Delivery.class));
    node.room.onMessage(PEER, new Words(words.id(), "coming", Priority.NORMAL, 0, Optional.of(TEAM)), 9,
        node.now());
    assertEquals(DeliveryOutcome.TAKEN, node.mesh.only(WireMessage.Delivery.class).outcome(),
        "the same by letter");
    assertEquals(1, node.told.size());
  }

  @Test
  void shouldLeaveUnansweredWhatTheGroupSaysWhileTheDiskIsShort() {
    Words words = new Words(MessageFixtures.id(PEER, 1), "coming", Priority.NORMAL, 0, Optional.empty());
    node.room.accepting(false);
    node.room.onGroupWords(TEAM, PEER, words, node.now());
    node.pass(GroupAnswers.spreadMs(8, 100));
    assertEquals(List.of(), node.mesh.take());
    node.room.accepting(true);
    node.room.onGroupWords(TEAM, PEER, words, node.now());
    node.pass(GroupAnswers.spreadMs(8, 100));
    assertEquals(DeliveryOutcome.TAKEN, node.mesh.only(WireMessage.Delivery.class).outcome());
  }

  @Test
  void shouldTakeNoLettersForAGroupFromOthersThanItsMembers() {
    Words words = new Words(MessageFixtures.id(node(9), 1), "I am one of you", Priority.NORMAL, 0,
        Optional.of(TEAM));
    node.room.onMessage(node(9), words, 9, node.now());
    assertEquals(DeliveryOutcome.OTHER, node.mesh.only(WireMessage.Delivery.class).outcome());
    assertEquals(List.of(), node.told);
  }

  @Test
  void shouldListByGroup() {
    MessageId own = send(Priority.NORMAL, DAY_MS);
    Words words = new Words(MessageFixtures.id(PEER, 1), "coming", Priority.NORMAL, 0, Optional.empty());
    node.room.onGroupWords(TEAM, PEER, words, node.now());
    node.words(PEER, 2, Priority.NORMAL);
    assertEquals(List.of(words.id(), own), listed(new Recipient.Group(TEAM)));
    assertEquals(List.of(MessageFixtures.id(PEER, 2), words.id()), listed(new Recipient.Node(PEER)));
  }

  private List<MessageId> listed(Recipient with) {
    return node.room.list(new MessageFilter(Optional.empty(), Optional.empty(), Optional.of(with)),
        Optional.empty(), 10).messages().stream().map(Message::id).toList();
  }

  private long count(MessageId id, MemberState wanted) {
    return node.outgoing(id).members().values().stream().filter(wanted::equals).count();
  }
}
