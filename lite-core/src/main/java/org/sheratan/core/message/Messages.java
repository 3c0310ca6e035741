package org.sheratan.core.message;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.sheratan.core.message.MessageVerdict.Accepted;
import org.sheratan.core.message.MessageVerdict.Found;
import org.sheratan.core.message.MessageVerdict.Why;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.core.wire.WordsText;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Group;

/**
 * The room's door: what people ask of it, and what other nodes say. Nothing it answers may be shown before the turn
 * is on disk.
 */
public final class Messages {
  /** Several pages are made and taken at once, each message of some 4 KiB while it becomes text. */
  private static final int PAGE_MESSAGES = 250;

  /** What a delivery lives: while it does, a message that comes again is answered without this room. */
  static final long DELIVERY_LIFETIME_MS = 600_000;

  private final MessageParts parts;
  private final Marks marks;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Courier courier;
  private final GroupAnswers answers;

  /**
   * @param messages in the order asked for
   * @param next continues the list; empty at its end
   */
  public record Listing(List<Message> messages, Optional<Mark> next) {}

  /** Takes up what an earlier start left unfinished. */
  public Messages(MessageParts parts, long nowMs) {
    this.parts = parts;
    this.marks = new Marks(parts.epoch());
    this.outbox = new Outbox(parts, marks, nowMs);
    this.inbox = new Inbox(parts, marks);
    this.courier = new Courier(parts, inbox, nowMs);
    this.answers = new GroupAnswers(parts);
  }

  public MessageVerdict send(Draft draft, Now now) {
    try {
      draft.check();
    } catch (MalformedException broken) {
      return new MessageVerdict.Refused(Why.INVALID, broken.field() + ": " + broken.reason(),
          Optional.of(broken.field()), "");
    }
    return draft.idempotencyKey().flatMap(outbox.book()::named).map(earlier -> repeated(earlier, draft))
        .or(() -> unwelcome(draft)).orElseGet(() -> new Accepted(outbox.add(draft, now), false));
  }

  private static MessageVerdict repeated(Outgoing earlier, Draft draft) {
    return earlier.draft().equals(draft)
        ? new Accepted(earlier, true)
        : MessageVerdict.refused(Why.CONFLICT,
            "idempotency key already names message " + earlier.id() + ", other words", "");
  }

  private Optional<MessageVerdict> unwelcome(Draft draft) {
    int live = outbox.book().live().size();
    Optional<MessageVerdict> wrong = switch (draft.to()) {
      case Recipient.Node to -> unwelcome(to.id());
      case Recipient.Group to -> unwelcome(to.id());
    };
    return wrong.or(() -> live < parts.limits().underWay()
        ? Optional.empty()
        : Optional.of(MessageVerdict.refused(Why.BUSY,
            live + " messages are under way, the limit is " + parts.limits().underWay(),
            "sheratan message list --state sent")));
  }

  private Optional<MessageVerdict> unwelcome(NodeId to) {
    if (to.equals(parts.post().self())) {
      return Optional.of(new MessageVerdict.Refused(Why.INVALID, "to: that is this node itself",
          Optional.of("to"), "sheratan node list"));
    }
    return parts.mesh().blocked(to)
        ? Optional.of(MessageVerdict.refused(Why.CONFLICT, "node " + to + " is blocked here",
            "sheratan node forget " + to))
        : Optional.empty();
  }

  private Optional<MessageVerdict> unwelcome(GroupId to) {
    Optional<Group> group = Rounds.group(parts, to);
    if (group.isEmpty()) {
      return Optional.of(MessageVerdict.refused(Why.NOT_FOUND, "this node belongs to no group " + to,
          "sheratan group list"));
    }
    return group.get().members().size() > 1
        ? Optional.empty()
        : Optional.of(MessageVerdict.refused(Why.CONFLICT, "nobody else is in group " + group.get().name(),
            "sheratan group invite " + group.get().name()));
  }

  /**
   * Words of this node itself for the people at it: they are among those that came, and leave by no link.
   *
   * @return why they cannot be kept; empty when they are
   */
  public Optional<String> tell(String text, Now now) {
    try {
      WordsText.check(text);
    } catch (MalformedException broken) {
      return Optional.of(broken.field() + ": " + broken.reason());
    }
    WireMessage.Words words = new WireMessage.Words(outbox.nextId(), text, Priority.NORMAL, 0,
        Optional.empty());
    return inbox.onOwnWords(parts.post().self(), words, now) == DeliveryOutcome.TAKEN
        ? Optional.empty()
        : Optional.of("there is no room: acknowledge what has been read of this node's own words");
  }

  public MessageVerdict show(MessageId id) {
    return find(id).<MessageVerdict>map(Found::new).orElseGet(() -> unknown(id));
  }

  /** A person here has seen it. Repeating it changes nothing. */
  public MessageVerdict acknowledge(MessageId id, Now now) {
    if (outbox.book().find(id).isPresent()) {
      return MessageVerdict.refused(Why.CONFLICT,
          "message " + id + " was written here: a person at the node it is for acknowledges it",
          "sheratan message list");
    }
    Optional<Incoming> message = inbox.find(id);
    if (message.isEmpty()) {
      return unknown(id);
    }
    Incoming read = inbox.acknowledge(message.get(), now);
    if (read.owed() && message.get().acknowledged().isEmpty()) {
      courier.add(read, now.monoMs());
    }
    return new Found(read);
  }

  private static int most(int limit) {
    return Math.min(limit, PAGE_MESSAGES);
  }

  /** Newest first, from behind {@code after} on. */
  public Listing list(MessageFilter filter, Optional<Mark> after, int limit) {
    List<Message> found = all().filter(filter::takes)
        .filter(message -> after.map(mark -> message.created().compareTo(mark) < 0).orElse(true))
        .sorted(Comparator.comparing(Message::created).reversed()).limit(most(limit) + 1L).toList();
    List<Message> page = found.stream().limit(most(limit)).toList();
    return new Listing(page,
        found.size() > most(limit) ? Optional.of(page.getLast().created()) : Optional.empty());
  }

  /**
   * What came or changed behind {@code since}, in that order. {@code next} is never empty: ask again with it. Without
   * {@code since} nothing but where the order stands now.
   */
  public Listing changes(Optional<Mark> since, int limit) {
    if (since.isEmpty()) {
      return new Listing(List.of(), Optional.of(marks.latest()));
    }
    List<Message> found = all().filter(message -> message.changed().compareTo(since.get()) > 0)
        .sorted(Comparator.comparing(Message::changed)).limit(most(limit)).toList();
    return new Listing(found, Optional.of(found.isEmpty() ? since.get() : found.getLast().changed()));
  }

  /** Whether the disk has room for more. */
  public void accepting(boolean now) {
    inbox.accepting(now);
  }

  public void onMessage(NodeId from, WireMessage.PersonalMessage message, long arrival, Now now) {
    switch (message) {
      case WireMessage.Words words -> {
        Optional<DeliveryOutcome> decided = words.group().map(group -> shared(group, from)).orElse(true)
            ? inbox.onWords(from, words.group(), words, now)
            : Optional.of(DeliveryOutcome.OTHER);
        decided.ifPresent(outcome -> parts.post().send(from, new WireMessage.Delivery(words.id(), outcome),
            words.priority(), DELIVERY_LIFETIME_MS, arrival));
      }
      case WireMessage.Delivery delivery -> outbox.onDelivery(from, delivery, arrival, now);
      case WireMessage.Acknowledged acknowledged -> outbox.onAcknowledged(from, acknowledged.id(), now);
    }
  }

  /** Words that {@code from} said to all members of {@code group}, and signed. */
  public void onGroupWords(GroupId group, NodeId from, WireMessage.Words words, Now now) {
    int members = Rounds.group(parts, group).map(known -> known.members().size()).orElse(1);
    inbox.onWords(from, Optional.of(group), words, now)
        .ifPresent(outcome -> answers.add(from, words, outcome, members, now.monoMs()));
  }

  /** Whether both this node and {@code other} belong to it. */
  private boolean shared(GroupId group, NodeId other) {
    return Rounds.group(parts, group).filter(known -> known.members().contains(other)).isPresent();
  }

  /** A letter arrived; tickets that are not of this room mean nothing here. */
  public void onDelivered(long ticket, long nowMs) {
    outbox.onOver(ticket, "", nowMs);
    courier.onDelivered(ticket);
  }

  public void onUndelivered(long ticket, String why, long nowMs) {
    outbox.onOver(ticket, why, nowMs);
    courier.onUndelivered(ticket, nowMs);
  }

  public void onHeard(NodeId peer, long nowMs) {
    outbox.onHeard(peer, nowMs);
  }

  public void poll(Now now) {
    outbox.poll(now);
    courier.poll(now.monoMs());
    answers.poll(now.monoMs());
  }

  public long nextPollMs() {
    return Math.min(outbox.nextPollMs(), Math.min(courier.nextPollMs(), answers.nextPollMs()));
  }

  private Stream<Message> all() {
    return Stream.concat(outbox.book().all().stream(), inbox.all().stream());
  }

  private Optional<Message> find(MessageId id) {
    Optional<Outgoing> own = outbox.book().find(id);
    return own.isPresent() ? Optional.of(own.get()) : inbox.find(id).map(message -> message);
  }

  private static MessageVerdict unknown(MessageId id) {
    return MessageVerdict.refused(Why.NOT_FOUND, "no message " + id + " here", "sheratan message list");
  }
}
