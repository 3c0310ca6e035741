package org.sheratan.core.message;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.message.Letters.Leg;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.core.wire.WireMessage.Delivery;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.mesh.Group;

/**
 * Brings words to their nodes, and alone decides how each message ends: see {@link MessageState}, and
 * {@link MemberState} for groups. Asks until every node has said what became of it, over restarts too, and never
 * longer than its lifetime.
 */
final class Outbox implements Letters.Progress, Rounds.Progress {
  private final MessageParts parts;
  private final Marks marks;
  private final OutgoingBook book;
  private final Letters letters;
  private final Rounds rounds;
  private final Agenda<MessageId> ends = new Agenda<>();
  private long sequence;

  Outbox(MessageParts parts, Marks marks, long nowMs) {
    this.parts = parts;
    this.marks = marks;
    this.book = new OutgoingBook(parts, nowMs);
    this.letters = new Letters(parts, book, this);
    this.rounds = new Rounds(parts, book, letters, this);
    book.live().forEach((id, underway) -> {
      Outgoing message = book.find(id).orElseThrow();
      ends.at(underway.acceptedAtMs + message.draft().lifetimeMs(), id);
      begin(message, nowMs);
    });
    book.all().forEach(parts.observer()::restored);
  }

  OutgoingBook book() {
    return book;
  }

  Outgoing add(Draft draft, Now now) {
    MessageId id = nextId();
    Mark mark = marks.next();
    Outgoing message = new Outgoing(id, draft, MessageState.QUEUED, "", Outgoing.Times.queued(Stamp.of(now)),
        members(draft), mark, mark);
    book.add(message, now.monoMs());
    parts.observer().accepted(id, draft.to());
    ends.at(now.monoMs() + draft.lifetimeMs(), id);
    begin(message, now.monoMs());
    rounds.poll(now);
    letters.poll(now);
    return book.find(id).orElseThrow();
  }

  MessageId nextId() {
    return new MessageId(parts.post().self().shortName(), parts.epoch().getAsInt(), ++sequence);
  }

  /** The others of the group that {@code draft} is for. */
  private SortedMap<NodeId, MemberState> members(Draft draft) {
    SortedMap<NodeId, MemberState> members = new TreeMap<>();
    if (draft.to() instanceof Recipient.Group to) {
      Collection<NodeId> all = Rounds.group(parts, to.id()).map(Group::members).map(List::copyOf)
          .orElse(List.of());
      all.forEach(member -> members.put(member, MemberState.UNKNOWN));
      members.remove(parts.post().self());
    }
    return members;
  }

  private void begin(Outgoing message, long nowMs) {
    switch (message.draft().to()) {
      case Recipient.Node to -> letters.want(new Leg(message.id(), to.id()), nowMs);
      case Recipient.Group to -> rounds.begin(message.id(), nowMs);
    }
  }

  void onHeard(NodeId peer, long nowMs) {
    letters.onHeard(peer, nowMs);
  }

  /** As {@link Letters#onOver}. */
  void onOver(long ticket, String why, long nowMs) {
    letters.onOver(ticket, why, nowMs);
  }

  void onDelivery(NodeId from, Delivery delivery, long arrival, Now now) {
    Optional<Outgoing> message = book.find(delivery.id()).filter(known -> known.isFor(from));
    if (message.isEmpty()) {
      return;
    }
    Leg leg = new Leg(delivery.id(), from);
    letters.confirmed(leg, arrival);
    if (delivery.outcome() == DeliveryOutcome.TAKEN) {
      apply(leg, MessageState.Event.TAKEN, "", now);
    } else {
      apply(leg, MessageState.Event.REFUSED, why(delivery.outcome()), now);
    }
  }

  /** A person at one of the nodes has seen it. */
  void onAcknowledged(NodeId from, MessageId id, Now now) {
    Optional<Outgoing> message = book.find(id).filter(known -> known.isFor(from));
    if (message.isPresent()) {
      boolean first = message.get().acknowledged().isEmpty();
      apply(new Leg(id, from), MessageState.Event.ACKNOWLEDGED, "", now);
      if (first) {
        parts.observer().acknowledged(id);
      }
    }
  }

  @Override
  public void handedOver(Leg leg, Now now) {
    said(leg.id(), now);
  }

  @Override
  public void said(MessageId id, Now now) {
    apply(id, MessageState.Event.HANDED_OVER, "", now);
  }

  @Override
  public void blocked(Leg leg, Now now) {
    apply(leg, MessageState.Event.BLOCKED, "the node is blocked here", now);
  }

  @Override
  public void gone(Leg leg, Now now) {
    apply(leg, MessageState.Event.REFUSED, "", now);
  }

  void poll(Now now) {
    for (MessageId id : ends.due(now.monoMs())) {
      String last = book.live().get(id).lastWhy;
      apply(id, MessageState.Event.LIFETIME_OVER,
          "no word of its arrival within its lifetime" + (last.isEmpty() ? "" : "; last: " + last), now);
    }
    rounds.poll(now);
    letters.poll(now);
    book.poll(now.monoMs());
  }

  long nextPollMs() {
    return Math.min(Math.min(book.nextPollMs(), ends.nextDueMs()),
        Math.min(letters.nextPollMs(), rounds.nextPollMs()));
  }

  /** What one node, or this one about it, has said. */
  private void apply(Leg leg, MessageState.Event event, String why, Now now) {
    Outgoing before = book.find(leg.id()).orElseThrow();
    switch (before.draft().to()) {
      case Recipient.Node to -> apply(leg.id(), event, why, now);
      case Recipient.Group to -> {
        save(before, before.afterMember(leg.to(), event, Stamp.of(now), marks), now);
        letters.drop(leg, now.monoMs());
      }
    }
  }

  private void apply(MessageId id, MessageState.Event event, String why, Now now) {
    Outgoing before = book.find(id).orElseThrow();
    save(before, before.after(event, why, Stamp.of(now), marks), now);
  }

  private void save(Outgoing before, Outgoing after, Now now) {
    if (after == before) {
      return;
    }
    book.save(after, now.monoMs());
    if (after.state().ended() && !before.state().ended()) {
      end(after, now.monoMs());
    }
  }

  private void end(Outgoing message, long nowMs) {
    MessageId id = message.id();
    ends.clear(id);
    rounds.drop(id);
    switch (message.draft().to()) {
      case Recipient.Node to -> letters.drop(new Leg(id, to.id()), nowMs);
      case Recipient.Group to -> message.members().keySet()
          .forEach(member -> letters.drop(new Leg(id, member), nowMs));
    }
    parts.observer().ended(id, message.state());
  }

  private static String why(DeliveryOutcome outcome) {
    return switch (outcome) {
      case FULL -> "there is no room at the other node: its people have not read what is there";
      case FORGOTTEN -> "it came so late that the other node cannot tell whether it had it before";
      case TAKEN, OTHER -> "the other node does not take it";
    };
  }
}
