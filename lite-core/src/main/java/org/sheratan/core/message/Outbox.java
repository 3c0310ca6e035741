package org.sheratan.core.message;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Backoff;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.core.wire.WireMessage.Delivery;
import org.sheratan.core.wire.WireMessage.Words;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * Brings words to their node, and alone decides how each message ends: see {@link MessageState}. Asks until the other
 * node says what became of it, over restarts too, and never longer than its lifetime. The mesh repeats what it was
 * handed; an emergency is besides handed to it anew at growing intervals, by whatever way is then best.
 */
final class Outbox {
  /** Letters with the mesh for one peer; emergencies are not counted. */
  static final int LETTERS_PER_PEER = 8;
  /** How often to see whether there is a way, when the mesh does not say so itself. */
  static final long LOOK_MS = 5_000;
  static final long FIRST_REPEAT_MS = 30_000;
  static final long LAST_REPEAT_MS = 900_000;
  private static final int MS_PER_S = 1_000;

  private final MessageParts parts;
  private final Marks marks;
  private final OutgoingBook book;
  private final Map<Long, MessageId> byTicket = new TreeMap<>();
  private final Map<NodeId, Integer> letters = new TreeMap<>();
  private final Agenda<MessageId> attempts = new Agenda<>();
  private final Agenda<MessageId> ends = new Agenda<>();
  private long sequence;

  Outbox(MessageParts parts, Marks marks, long nowMs) {
    this.parts = parts;
    this.marks = marks;
    this.book = new OutgoingBook(parts, nowMs);
    book.live().forEach((id, underway) -> {
      attempts.at(nowMs, id);
      ends.at(underway.acceptedAtMs + book.find(id).orElseThrow().draft().lifetimeMs(), id);
    });
    book.all().forEach(parts.observer()::restored);
  }

  OutgoingBook book() {
    return book;
  }

  Outgoing add(Draft draft, Now now) {
    MessageId id = new MessageId(parts.post().self().shortName(), parts.epoch().getAsInt(), ++sequence);
    Mark mark = marks.next();
    Outgoing message = new Outgoing(id, draft, MessageState.QUEUED, "", Outgoing.Times.queued(Stamp.of(now)),
        mark,
        mark);
    book.add(message, now.monoMs());
    parts.observer().accepted(id, draft.to());
    ends.at(now.monoMs() + draft.lifetimeMs(), id);
    attempt(id, now);
    return book.find(id).orElseThrow();
  }

  /** A node is heard again: what waits for it need not wait longer. */
  void onHeard(NodeId peer, long nowMs) {
    book.live().forEach((id, underway) -> {
      if (underway.ticket == Underway.NONE && to(id).equals(peer)) {
        attempts.at(nowMs, id);
      }
    });
  }

  /** It arrived; what became of it is still to be said. Tickets that are of no message mean nothing here. */
  void onArrived(long ticket, long nowMs) {
    over(ticket, nowMs);
  }

  void onUndelivered(long ticket, String why, long nowMs) {
    Optional.ofNullable(byTicket.get(ticket)).ifPresent(id -> book.live().get(id).lastWhy = why);
    over(ticket, nowMs);
  }

  void onDelivery(NodeId from, Delivery delivery, long arrival, Now now) {
    Underway underway = book.live().get(delivery.id());
    if (underway == null || !to(delivery.id()).equals(from)) {
      return;
    }
    parts.post().confirmed(underway.ticket, arrival);
    if (delivery.outcome() == DeliveryOutcome.TAKEN) {
      apply(delivery.id(), MessageState.Event.TAKEN, "", now);
    } else {
      apply(delivery.id(), MessageState.Event.REFUSED, why(delivery.outcome()), now);
    }
  }

  /** A person at the other node has seen it. */
  void onAcknowledged(NodeId from, MessageId id, Now now) {
    Optional<Outgoing> message = book.find(id).filter(known -> known.peer().equals(from));
    if (message.isPresent() && message.get().acknowledged().isEmpty()) {
      apply(id, MessageState.Event.ACKNOWLEDGED, "", now);
      parts.observer().acknowledged(id);
    }
  }

  void poll(Now now) {
    for (MessageId id : ends.due(now.monoMs())) {
      String last = book.live().get(id).lastWhy;
      apply(id, MessageState.Event.LIFETIME_OVER,
          "no word of its arrival within its lifetime" + (last.isEmpty() ? "" : "; last: " + last), now);
    }
    for (MessageId id : attempts.due(now.monoMs())) {
      attempt(id, now);
    }
    book.poll(now.monoMs());
  }

  long nextPollMs() {
    return Math.min(book.nextPollMs(), Math.min(attempts.nextDueMs(), ends.nextDueMs()));
  }

  private void attempt(MessageId id, Now now) {
    Outgoing message = book.find(id).orElseThrow();
    Underway underway = book.live().get(id);
    if (parts.mesh().blocked(message.peer())) {
      apply(id, MessageState.Event.REFUSED, "the node is blocked here", now);
      return;
    }
    boolean emergency = message.priority() == Priority.EMERGENCY;
    Optional<Long> way = parts.mesh().expectedMs(message.peer(), message.text().length());
    if (way.isEmpty() || !emergency && letters(message.peer()) >= LETTERS_PER_PEER) {
      attempts.at(now.monoMs() + LOOK_MS, id);
      return;
    }
    withdraw(underway);
    send(message, underway, now.monoMs());
    apply(id, MessageState.Event.HANDED_OVER, "", now);
    if (emergency) {
      attempts.at(now.monoMs() + repeatMs(underway.sends, way.get()), id);
    }
  }

  private void send(Outgoing message, Underway underway, long nowMs) {
    // Whole seconds are shorter on the air.
    long ageMs = underway.ageMs(nowMs) / MS_PER_S * MS_PER_S;
    long leftMs = Math.max(1, message.draft().lifetimeMs() - underway.ageMs(nowMs));
    Words words = new Words(message.id(), message.text(), message.priority(), ageMs);
    underway.ticket = parts.post().send(message.peer(), words, message.priority(), leftMs, Mesh.UNPROMPTED);
    underway.sends++;
    byTicket.put(underway.ticket, message.id());
    if (message.priority() != Priority.EMERGENCY) {
      letters.merge(message.peer(), 1, Integer::sum);
    }
  }

  /** Doubles from twice the way there and back, within bounds. */
  private long repeatMs(int sends, long wayMs) {
    long firstMs = Math.max(FIRST_REPEAT_MS, 4 * wayMs);
    long plainMs = Math.max(firstMs, Math.min(LAST_REPEAT_MS, firstMs << Math.min(sends - 1, 16)));
    return plainMs + parts.entropy().nextLong(plainMs / 4);
  }

  private void apply(MessageId id, MessageState.Event event, String why, Now now) {
    Outgoing before = book.find(id).orElseThrow();
    Outgoing after = before.after(event, why, Stamp.of(now), marks);
    if (after == before) {
      return;
    }
    Underway underway = book.live().get(id);
    book.save(after, now.monoMs());
    if (after.state().ended() && !before.state().ended()) {
      attempts.clear(id);
      ends.clear(id);
      withdraw(underway);
      wakeNext(after.peer(), now.monoMs());
      parts.observer().ended(id, after.state());
    }
  }

  /** The mesh is done with a letter, and nobody has said what became of the message. */
  private void over(long ticket, long nowMs) {
    MessageId id = byTicket.get(ticket);
    if (id == null) {
      return;
    }
    Underway underway = book.live().get(id);
    withdraw(underway);
    underway.failures++;
    long wayMs = parts.post().expectedMs(to(id), 0);
    attempts.at(nowMs + Math.max(4 * wayMs, Backoff.delayMs(underway.failures, parts.entropy())), id);
    wakeNext(to(id), nowMs);
  }

  private void withdraw(Underway underway) {
    MessageId id = byTicket.remove(underway.ticket);
    if (id != null) {
      parts.post().abandon(underway.ticket);
      underway.ticket = Underway.NONE;
      if (book.find(id).orElseThrow().priority() != Priority.EMERGENCY) {
        letters.computeIfPresent(to(id), (peer, count) -> count > 1 ? count - 1 : null);
      }
    }
  }

  /** A place for a letter to {@code peer} is free. */
  private void wakeNext(NodeId peer, long nowMs) {
    for (Map.Entry<MessageId, Underway> each : book.live().entrySet()) {
      if (each.getValue().ticket == Underway.NONE && each.getValue().sends == 0
          && to(each.getKey()).equals(peer)) {
        attempts.at(nowMs, each.getKey());
        return;
      }
    }
  }

  private int letters(NodeId peer) {
    return letters.getOrDefault(peer, 0);
  }

  private NodeId to(MessageId id) {
    return book.find(id).orElseThrow().peer();
  }

  private static String why(DeliveryOutcome outcome) {
    return switch (outcome) {
      case FULL -> "there is no room at the other node: its people have not read what is there";
      case FORGOTTEN -> "it came so late that the other node cannot tell whether it had it before";
      case TAKEN, OTHER -> "the other node does not take it";
    };
  }
}
