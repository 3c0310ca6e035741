package org.sheratan.core.message;

import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.message.Letters.Leg;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.core.wire.WireMessage.Delivery;
import org.sheratan.core.wire.WireMessage.Words;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * What became of words to a group, for their author's node. All members hear them at once: each answers some time
 * later, drawn at random, so that the answers do not meet. What a crash loses is asked for again.
 */
final class GroupAnswers {
  private static final int WAITING = 256;
  private static final long MAX_SPREAD_MS = 600_000;

  private record Answer(DeliveryOutcome outcome, Priority priority) {}

  private final MessageParts parts;
  private final Map<Leg, Answer> waiting = new TreeMap<>();
  private final Agenda<Leg> due = new Agenda<>();

  GroupAnswers(MessageParts parts) {
    this.parts = parts;
  }

  /** How long the answers of {@code members} take together, there and back. */
  static long spreadMs(int members, long wayMs) {
    return Math.min(MAX_SPREAD_MS, 2 * members * wayMs);
  }

  /** Dropped when too many wait: the author's node asks again. */
  void add(NodeId to, Words words, DeliveryOutcome outcome, int members, long nowMs) {
    Leg leg = new Leg(words.id(), to);
    if (waiting.size() < WAITING && waiting.putIfAbsent(leg, new Answer(outcome, words.priority())) == null) {
      long spreadMs = spreadMs(members, parts.post().expectedMs(to, 0));
      due.at(nowMs + parts.entropy().nextLong(spreadMs + 1), leg);
    }
  }

  void poll(long nowMs) {
    for (Leg leg : due.due(nowMs)) {
      Answer answer = waiting.remove(leg);
      parts.post().send(leg.to(), new Delivery(leg.id(), answer.outcome()), answer.priority(),
          Messages.DELIVERY_LIFETIME_MS, Mesh.UNPROMPTED);
    }
  }

  long nextPollMs() {
    return due.nextDueMs();
  }
}
