package org.sheratan.core.message;

import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Backoff;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.WireMessage.Acknowledged;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * Tells the author's node that a person has acknowledged an emergency, again and again until that node has it, which
 * it says only after its own commit. Given up after {@link #MAX_TRIES}, some days of trying.
 */
final class Courier {
  static final long LIFETIME_MS = 3_600_000;
  static final int MAX_TRIES = 200;

  private final MessageParts parts;
  private final Inbox inbox;
  private final Map<MessageId, Errand> errands = new TreeMap<>();
  private final Map<Long, MessageId> byTicket = new TreeMap<>();
  private final Agenda<MessageId> again = new Agenda<>();

  private record Errand(NodeId to, int tries) {}

  /** Goes on with what an earlier start left. */
  Courier(MessageParts parts, Inbox inbox, long nowMs) {
    this.parts = parts;
    this.inbox = inbox;
    inbox.all().stream().filter(Incoming::owed).forEach(message -> add(message, nowMs));
  }

  void add(Incoming message, long nowMs) {
    errands.put(message.id(), new Errand(message.peer(), 0));
    again.at(nowMs, message.id());
  }

  /** Tickets that are of no errand mean nothing here. */
  void onDelivered(long ticket) {
    MessageId id = byTicket.remove(ticket);
    if (id != null) {
      settle(id);
    }
  }

  void onUndelivered(long ticket, long nowMs) {
    MessageId id = byTicket.remove(ticket);
    if (id == null) {
      return;
    }
    int tries = errands.get(id).tries();
    if (tries >= MAX_TRIES) {
      settle(id);
    } else {
      again.at(nowMs + Backoff.delayMs(tries, parts.entropy()), id);
    }
  }

  void poll(long nowMs) {
    for (MessageId id : again.due(nowMs)) {
      Errand errand = errands.get(id);
      errands.put(id, new Errand(errand.to(), errand.tries() + 1));
      long ticket = parts.post().send(errand.to(), new Acknowledged(id), Priority.HIGH, LIFETIME_MS,
          Mesh.UNPROMPTED);
      byTicket.put(ticket, id);
    }
  }

  long nextPollMs() {
    return again.nextDueMs();
  }

  private void settle(MessageId id) {
    errands.remove(id);
    inbox.settled(id);
  }
}
