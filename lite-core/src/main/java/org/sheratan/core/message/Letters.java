package org.sheratan.core.message;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Backoff;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.WireMessage.Words;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * Copies of words for one node each, with the mesh or waiting for a way or a place. What is wanted is asked for until
 * {@link #drop}. The mesh repeats what it was handed; an emergency is besides handed to it anew at growing intervals,
 * by whatever way is then best, and so is what arrived and was not answered.
 */
final class Letters {
  /** Letters with the mesh for one peer; emergencies are not counted. */
  static final int PER_PEER = 8;
  /** How often to see whether there is a way, when the mesh does not say so itself. */
  static final long LOOK_MS = 5_000;
  /** A way is asked for at least every so many looks. */
  private static final int MOST_LOOKS = 360;
  static final long FIRST_REPEAT_MS = 30_000;
  static final long LAST_REPEAT_MS = 900_000;
  private static final int MS_PER_S = 1_000;
  private static final long NONE = 0;

  /** Whose words, and for whom. */
  record Leg(MessageId id, NodeId to) implements Comparable<Leg> {
    @Override
    public int compareTo(Leg other) {
      int byId = id.compareTo(other.id);
      return byId != 0 ? byId : to.compareTo(other.to);
    }
  }

  /** Hears how it goes. */
  interface Progress {
    void handedOver(Leg leg, Now now);

    /** Nothing is sent to that node. */
    void blocked(Leg leg, Now now);
  }

  private static final class Letter {
    private long ticket = NONE;
    private int sends;
    private int failures;
    private int looks;
    /** So often it arrived, and nobody said what became of it. */
    private int unanswered;
    /** The latest time was such a one: its next one is not hurried. */
    private boolean arrived;
  }

  private final MessageParts parts;
  private final OutgoingBook book;
  private final Progress progress;
  private final SortedMap<Leg, Letter> wanted = new TreeMap<>();
  private final Map<Long, Leg> byTicket = new TreeMap<>();
  private final Map<NodeId, Integer> underWay = new TreeMap<>();
  private final Agenda<Leg> attempts = new Agenda<>();

  Letters(MessageParts parts, OutgoingBook book, Progress progress) {
    this.parts = parts;
    this.book = book;
    this.progress = progress;
  }

  /** Asked for already: nothing changes. */
  void want(Leg leg, long nowMs) {
    if (wanted.putIfAbsent(leg, new Letter()) == null) {
      attempts.at(nowMs, leg);
    }
  }

  void drop(Leg leg, long nowMs) {
    Letter letter = wanted.get(leg);
    if (letter != null) {
      attempts.clear(leg);
      withdraw(leg, letter);
      wanted.remove(leg);
      wakeNext(leg.to(), nowMs);
    }
  }

  /** A node is heard again: what waits for it need not wait longer. */
  void onHeard(NodeId peer, long nowMs) {
    wanted.forEach((leg, letter) -> {
      if (letter.ticket == NONE && !letter.arrived && leg.to().equals(peer)) {
        attempts.at(nowMs, leg);
      }
    });
  }

  /** {@code answer} says what became of it. */
  void confirmed(Leg leg, long answer) {
    Letter letter = wanted.get(leg);
    if (letter != null) {
      parts.post().confirmed(letter.ticket, answer);
    }
  }

  /**
   * The mesh is done with a letter, and nobody has said what became of the message. Tickets that are of none mean
   * nothing here.
   *
   * @param why it gave up; empty when it arrived
   */
  void onOver(long ticket, String why, long nowMs) {
    Leg leg = byTicket.get(ticket);
    if (leg == null) {
      return;
    }
    Letter letter = wanted.get(leg);
    withdraw(leg, letter);
    if (why.isEmpty()) {
      onUnanswered(leg, letter, nowMs);
    } else {
      book.live().get(leg.id()).lastWhy = why;
      letter.failures++;
      long wayMs = parts.post().expectedMs(leg.to(), 0);
      attempts.at(nowMs + Math.max(4 * wayMs, Backoff.delayMs(letter.failures, parts.entropy())), leg);
    }
    wakeNext(leg.to(), nowMs);
  }

  /** Its answer is still on its way, or that node cannot decide, as while its disk is short: often asked, it says no more. */
  private void onUnanswered(Leg leg, Letter letter, long nowMs) {
    letter.arrived = true;
    letter.unanswered++;
    if (book.find(leg.id()).orElseThrow().priority() != Priority.EMERGENCY) {
      attempts.at(nowMs + repeatMs(letter.unanswered, parts.post().expectedMs(leg.to(), 0), parts), leg);
    }
  }

  void poll(Now now) {
    for (Leg leg : attempts.due(now.monoMs())) {
      // One before it may have ended the message.
      if (wanted.containsKey(leg)) {
        attempt(leg, now);
      }
    }
  }

  long nextPollMs() {
    return attempts.nextDueMs();
  }

  /** Time between two of the same, doubling from twice the way there and back, within bounds. */
  static long repeatMs(int before, long wayMs, MessageParts parts) {
    long firstMs = Math.max(FIRST_REPEAT_MS, 4 * wayMs);
    long plainMs = Math.max(firstMs, Math.min(LAST_REPEAT_MS, firstMs << Math.min(before - 1, 16)));
    return plainMs + parts.entropy().nextLong(plainMs / 4);
  }

  private void attempt(Leg leg, Now now) {
    Outgoing message = book.find(leg.id()).orElseThrow();
    Letter letter = wanted.get(leg);
    if (parts.mesh().blocked(leg.to())) {
      progress.blocked(leg, now);
      return;
    }
    boolean emergency = message.priority() == Priority.EMERGENCY;
    Optional<Long> way = parts.mesh().expectedMs(leg.to(), message.text().length());
    if (way.isEmpty()) {
      lookForWay(leg, letter);
    }
    if (way.isEmpty() || !emergency && underWay.getOrDefault(leg.to(), 0) >= PER_PEER) {
      attempts.at(now.monoMs() + LOOK_MS, leg);
      return;
    }
    letter.looks = 0;
    letter.arrived = false;
    withdraw(leg, letter);
    send(leg, message, letter, now.monoMs());
    progress.handedOver(leg, now);
    if (emergency) {
      attempts.at(now.monoMs() + repeatMs(letter.sends, way.get(), parts), leg);
    }
  }

  /** Asking costs airtime: it is done at once, then less and less often. */
  private void lookForWay(Leg leg, Letter letter) {
    letter.looks++;
    if (Integer.bitCount(letter.looks) == 1 || letter.looks % MOST_LOOKS == 0) {
      parts.mesh().seek(leg.to());
    }
  }

  private void send(Leg leg, Outgoing message, Letter letter, long nowMs) {
    Optional<GroupId> group = message.draft().to() instanceof Recipient.Group to
        ? Optional.of(to.id())
        : Optional.empty();
    long leftMs = Math.max(1, message.draft().lifetimeMs() - book.live().get(leg.id()).ageMs(nowMs));
    letter.ticket = parts.post().send(leg.to(), words(message, group, nowMs), message.priority(), leftMs,
        Mesh.UNPROMPTED);
    letter.sends++;
    byTicket.put(letter.ticket, leg);
    if (message.priority() != Priority.EMERGENCY) {
      underWay.merge(leg.to(), 1, Integer::sum);
    }
  }

  /** A copy as it is sent now. */
  Words words(Outgoing message, Optional<GroupId> group, long nowMs) {
    // Whole seconds are shorter on the air.
    long ageMs = book.live().get(message.id()).ageMs(nowMs) / MS_PER_S * MS_PER_S;
    return new Words(message.id(), message.text(), message.priority(), ageMs, group);
  }

  private void withdraw(Leg leg, Letter letter) {
    if (byTicket.remove(letter.ticket) != null) {
      parts.post().abandon(letter.ticket);
      letter.ticket = NONE;
      if (book.find(leg.id()).orElseThrow().priority() != Priority.EMERGENCY) {
        underWay.computeIfPresent(leg.to(), (peer, count) -> count > 1 ? count - 1 : null);
      }
    }
  }

  /** A place for a letter to {@code peer} is free. */
  private void wakeNext(NodeId peer, long nowMs) {
    for (Map.Entry<Leg, Letter> each : wanted.entrySet()) {
      if (each.getValue().ticket == NONE && each.getValue().sends == 0 && each.getKey().to().equals(peer)) {
        attempts.at(nowMs, each.getKey());
        return;
      }
    }
  }
}
