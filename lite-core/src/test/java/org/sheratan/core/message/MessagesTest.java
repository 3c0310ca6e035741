package org.sheratan.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sheratan.core.message.MessageFixtures.DAY_MS;
import static org.sheratan.core.message.MessageFixtures.OTHER;
import static org.sheratan.core.message.MessageFixtures.PEER;
import static org.sheratan.core.message.MessageFixtures.SELF;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Trust;

class MessagesTest {
  private final MessageFixtures node = new MessageFixtures();

  @Test
  void shouldSayWhatIsWrongWithARequest() {
    refused(MessageVerdict.Why.INVALID, "text: ", PEER, "\u001b[31m", DAY_MS);
    refused(MessageVerdict.Why.INVALID, "lifetime", PEER, "x", 999);
    refused(MessageVerdict.Why.INVALID, "lifetime", PEER, "x", MessageLimits.MAX_LIFETIME_MS + 1);
    refused(MessageVerdict.Why.INVALID, "this node itself", SELF, "x", DAY_MS);
    node.mesh.know(PEER, Trust.BLOCKED, null);
    refused(MessageVerdict.Why.CONFLICT, "blocked", PEER, "x", DAY_MS);
    assertTrue(node.durable.records.isEmpty());
  }

  @Test
  void shouldMakeNoSecondMessageOfARepeatedRequest() {
    Draft draft = new Draft(new Recipient.Node(PEER), "once", Priority.NORMAL, DAY_MS, Optional.of("k-1"));
    MessageId id = accepted(draft, false);
    assertEquals(id, accepted(draft, true));
    node.delivery(id, DeliveryOutcome.TAKEN);
    node.restart(0);
    assertEquals(id, accepted(draft, true));
    Draft other = new Draft(new Recipient.Node(PEER), "twice", Priority.NORMAL, DAY_MS, Optional.of("k-1"));
    MessageVerdict.Refused refused = assertInstanceOf(MessageVerdict.Refused.class,
        node.room.send(other, node.now()));
    assertEquals(MessageVerdict.Why.CONFLICT, refused.why());
    Draft wrong = new Draft(new Recipient.Node(PEER), "once", Priority.NORMAL, DAY_MS, Optional.of("a b"));
    refused = assertInstanceOf(MessageVerdict.Refused.class, node.room.send(wrong, node.now()));
    assertEquals(Optional.of("idempotency_key"), refused.field());
  }

  private MessageId accepted(Draft draft, boolean known) {
    MessageVerdict.Accepted accepted = assertInstanceOf(MessageVerdict.Accepted.class,
        node.room.send(draft, node.now()));
    assertEquals(known, accepted.known());
    return accepted.message().id();
  }

  @Test
  void shouldListNewestFirstAndContinue() {
    MessageId one = node.send("one").id();
    node.words(PEER, 1, Priority.NORMAL);
    MessageId three = node.send(OTHER, "three", Priority.NORMAL, DAY_MS).id();
    Messages.Listing first = node.room.list(MessageFixtures.ALL, Optional.empty(), 2);
    assertEquals(List.of(three, MessageFixtures.id(PEER, 1)), ids(first));
    Messages.Listing second = node.room.list(MessageFixtures.ALL, first.next(), 2);
    assertEquals(List.of(one), ids(second));
    assertEquals(Optional.empty(), second.next());
  }

  @Test
  void shouldFilter() {
    MessageId one = node.send("one").id();
    node.delivery(one, DeliveryOutcome.TAKEN);
    MessageId two = node.send(OTHER, "two", Priority.NORMAL, DAY_MS).id();
    node.words(PEER, 1, Priority.NORMAL);
    assertEquals(List.of(MessageFixtures.id(PEER, 1)),
        listed(new MessageFilter(Optional.of(Message.Direction.IN), Optional.empty(), Optional.empty())));
    assertEquals(List.of(two),
        listed(new MessageFilter(Optional.empty(), Optional.of(MessageState.SENT), Optional.empty())));
    assertEquals(List.of(MessageFixtures.id(PEER, 1), one),
        listed(new MessageFilter(Optional.empty(), Optional.empty(), Optional.of(new Recipient.Node(PEER)))));
  }

  @Test
  void shouldTellWhatChangedInOrderAndAcrossRestarts() {
    Mark start = node.room.changes(Optional.empty(), 10).next().orElseThrow();
    MessageId one = node.send("one").id();
    MessageId two = node.send("two").id();
    node.delivery(one, DeliveryOutcome.TAKEN);
    Messages.Listing all = node.room.changes(Optional.of(start), 10);
    assertEquals(List.of(two, one), ids(all));
    Messages.Listing step = node.room.changes(Optional.of(start), 1);
    assertEquals(List.of(two), ids(step));
    assertEquals(List.of(one), ids(node.room.changes(step.next(), 1)));
    assertEquals(List.of(), ids(node.room.changes(all.next(), 10)));
    assertEquals(all.next(), node.room.changes(all.next(), 10).next());
    node.restart(0);
    assertEquals(List.of(), ids(node.room.changes(all.next(), 10)));
    node.words(PEER, 1, Priority.NORMAL);
    assertEquals(List.of(MessageFixtures.id(PEER, 1)), ids(node.room.changes(all.next(), 10)));
  }

  @Test
  void shouldKnowHowLongAgoInThisStartOnly() {
    MessageId id = node.send("one").id();
    long queuedMs = node.now().monoMs();
    assertEquals(Optional.of(90_000L), node.outgoing(id).times().queued().agoMs(queuedMs + 90_000));
    node.restart(0);
    assertEquals(Optional.empty(), node.outgoing(id).times().queued().agoMs(queuedMs + 90_000));
  }

  @Test
  void shouldKnowItsOwnFromOthersWhenAcknowledged() {
    MessageId own = node.send("one").id();
    MessageVerdict.Refused refused = assertInstanceOf(MessageVerdict.Refused.class,
        node.room.acknowledge(own, node.now()));
    assertEquals(MessageVerdict.Why.CONFLICT, refused.why());
    refused = assertInstanceOf(MessageVerdict.Refused.class,
        node.room.acknowledge(MessageFixtures.id(PEER, 1), node.now()));
    assertEquals(MessageVerdict.Why.NOT_FOUND, refused.why());
  }

  @Test
  void shouldSleepWhenThereIsNothingToDo() {
    assertEquals(Long.MAX_VALUE, node.room.nextPollMs());
    MessageId id = node.send("one").id();
    assertTrue(node.room.nextPollMs() >= node.nowMs + 20_000, "only to save the uptime");
    node.delivery(id, DeliveryOutcome.TAKEN);
    assertEquals(Long.MAX_VALUE, node.room.nextPollMs());
  }

  @Test
  void shouldReadMarks() {
    assertEquals(new Mark(3, 17), Mark.parse("3-17"));
    assertEquals("3-17", new Mark(3, 17).toString());
    for (String broken : new String[]{"", "3", "3-", "-3-1", "3-17-1", "a-b", "1234567890-1"}) {
      assertThrows(MalformedException.class, () -> Mark.parse(broken), broken);
    }
  }

  private List<MessageId> listed(MessageFilter filter) {
    return ids(node.room.list(filter, Optional.empty(), 10));
  }

  private static List<MessageId> ids(Messages.Listing listing) {
    return listing.messages().stream().map(Message::id).toList();
  }

  private void refused(MessageVerdict.Why why, String part, NodeId to, String text, long lifetimeMs) {
    MessageVerdict.Refused refused = assertInstanceOf(MessageVerdict.Refused.class,
        node.room.send(MessageFixtures.draft(to, text, Priority.NORMAL, lifetimeMs), node.now()));
    assertEquals(why, refused.why());
    assertTrue(refused.message().contains(part), refused.message());
  }
}
