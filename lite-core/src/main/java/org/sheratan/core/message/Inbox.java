package org.sheratan.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.core.wire.WireMessage.Words;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;

/**
 * Words that came here, each once. When the room is full the message read longest ago makes place; an unread one
 * never does: then the newcomer is refused, and its author told.
 */
final class Inbox {
  private final Durable durable;
  private final MessageLimits limits;
  private final MessageObserver observer;
  private final Marks marks;
  private final Decided decided;
  private final Map<MessageId, Incoming> kept = new TreeMap<>();
  private long bytes;
  private boolean accepting = true;

  Inbox(MessageParts parts, Marks marks) {
    this.durable = parts.durable();
    this.limits = parts.limits();
    this.observer = parts.observer();
    this.marks = marks;
    this.decided = new Decided(durable, limits, marks);
    durable.under(MessageRecords.IN).forEach((name, record) -> {
      MessageId id = MessageRecords.id(MessageRecords.IN, name);
      Incoming message = MessageRecords.incoming(id, record);
      kept.put(id, message);
      bytes += length(message);
      observer.restored(message);
    });
  }

  /** Whether the disk has room. */
  void accepting(boolean now) {
    accepting = now;
  }

  Collection<Incoming> all() {
    return Collections.unmodifiableCollection(kept.values());
  }

  Optional<Incoming> find(MessageId id) {
    return Optional.ofNullable(kept.get(id));
  }

  /**
   * What its author's node is to hear; the same for every copy.
   *
   * @param group for which they are, the author's and ours
   */
  DeliveryOutcome onWords(NodeId from, Optional<GroupId> group, Words words, Now now) {
    Optional<DeliveryOutcome> before = decided.about(from, words.id());
    if (before.isPresent()) {
      return before.get();
    }
    DeliveryOutcome outcome = take(from, group, words, now);
    decided.remember(from, words.id(), outcome);
    return outcome;
  }

  /** Ignored when it was acknowledged before. */
  Incoming acknowledge(Incoming message, Now now) {
    if (message.acknowledged().isPresent()) {
      return message;
    }
    Incoming read = message.acknowledgedAt(Stamp.of(now), marks.next());
    save(read);
    return read;
  }

  /** Nothing more is to be said about {@code id} to its author's node. */
  void settled(MessageId id) {
    find(id).ifPresent(message -> save(message.settled()));
  }

  private DeliveryOutcome take(NodeId from, Optional<GroupId> group, Words words, Now now) {
    Incoming before = kept.get(words.id());
    if (before != null) {
      // Of another author whose key happens to have the same short name: ids must stay unique here.
      return before.peer().equals(from) ? DeliveryOutcome.TAKEN : DeliveryOutcome.OTHER;
    }
    Mark mark = marks.next();
    Incoming message = new Incoming(words.id(), from, group, words.priority(), words.text(),
        words.ageMs(), Stamp.of(now), Optional.empty(), false, mark, mark);
    if (!accepting || !room(message)) {
      return DeliveryOutcome.FULL;
    }
    bytes += length(message);
    save(message);
    observer.shown(words.id());
    return DeliveryOutcome.TAKEN;
  }

  private boolean room(Incoming newcomer) {
    int share = newcomer.priority() == Priority.EMERGENCY ? 0 : 1;
    long mostUnread = limits.kept() - share * limits.kept() / MessageLimits.EMERGENCY_SHARE;
    long unread = 0;
    long ofAuthor = 0;
    for (Incoming message : kept.values()) {
      if (message.acknowledged().isEmpty()) {
        unread++;
        ofAuthor += message.peer().equals(newcomer.peer()) ? 1 : 0;
      }
    }
    if (unread >= mostUnread || ofAuthor >= limits.kept() / MessageLimits.AUTHOR_SHARE) {
      return false;
    }
    while (kept.size() >= limits.kept() || bytes + length(newcomer) > limits.keptBytes()) {
      Optional<Incoming> oldest = kept.values().stream()
          .filter(message -> message.acknowledged().isPresent() && !message.owed())
          .min(Comparator.comparing(Incoming::changed));
      if (oldest.isEmpty()) {
        return false;
      }
      forget(oldest.get());
    }
    return true;
  }

  private void forget(Incoming message) {
    kept.remove(message.id());
    bytes -= length(message);
    durable.remove(MessageRecords.name(MessageRecords.IN, message.id()));
  }

  private void save(Incoming message) {
    kept.put(message.id(), message);
    durable.put(MessageRecords.name(MessageRecords.IN, message.id()), MessageRecords.encode(message));
  }

  private static long length(Message message) {
    return message.text().getBytes(StandardCharsets.UTF_8).length;
  }
}
