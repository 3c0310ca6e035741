package org.sheratan.core.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

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
 * never does: then the newcomer is refused, and its author told. Only for an emergency unread ones go, the eldest
 * ordinary ones of the same author; to those of others it is nothing. While the disk is short nothing new is taken,
 * refused or written: its author's node asks again.
 */
final class Inbox {
  private final Durable durable;
  private final MessageLimits limits;
  private final MessageObserver observer;
  private final Marks marks;
  private final Decided decided;
  private final Map<MessageId, Incoming> kept = new TreeMap<>();
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
   * What its author's node is to hear; the same for every copy. Empty while nothing can be decided: a refusal would
   * be for good, and remembering it would use up what is left of the disk.
   *
   * @param group for which they are, the author's and ours
   */
  Optional<DeliveryOutcome> onWords(NodeId from, Optional<GroupId> group, Words words, Now now) {
    Optional<DeliveryOutcome> before = decided.about(from, words.id());
    if (before.isPresent() || !accepting) {
      return before;
    }
    DeliveryOutcome outcome = take(from, group, words, now);
    decided.remember(from, words.id(), outcome);
    return Optional.of(outcome);
  }

  /** Words of this node itself for the people at it: taken, or there is no room. */
  DeliveryOutcome onOwnWords(NodeId self, Words words, Now now) {
    return accepting ? take(self, Optional.empty(), words, now) : DeliveryOutcome.FULL;
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
    if (!room(message)) {
      return DeliveryOutcome.FULL;
    }
    save(message);
    observer.shown(message);
    return DeliveryOutcome.TAKEN;
  }

  /** Makes it, if that can be; nothing is forgotten for a newcomer that is refused all the same. */
  private boolean room(Incoming newcomer) {
    boolean emergency = newcomer.priority() == Priority.EMERGENCY;
    Predicate<Incoming> own = message -> unread(message) && message.peer().equals(newcomer.peer());
    Predicate<Incoming> urgent = message -> message.priority() == Priority.EMERGENCY;
    Load one = Load.of(newcomer);
    boolean reserve = emergency && load(own.and(urgent)).plus(one).within(limits.reserveOfAuthor());
    Load most = reserve ? limits.all() : limits.ordinary();
    Load unread = load(Inbox::unread).plus(one);
    Load ofAuthor = load(own).plus(one);
    Load all = load(any -> true).plus(one);
    List<Incoming> leaving = new ArrayList<>();
    Iterator<Incoming> spared = eldest(own.and(urgent.negate()).and(any -> emergency));
    while (!unread.within(most) || !ofAuthor.within(limits.ofAuthor())) {
      if (!spared.hasNext()) {
        return false;
      }
      Load gone = Load.of(leave(spared.next(), leaving));
      unread = unread.without(gone);
      ofAuthor = ofAuthor.without(gone);
      all = all.without(gone);
    }
    Iterator<Incoming> read = eldest(message -> !unread(message) && !message.owed());
    while (!all.within(limits.all())) {
      if (!read.hasNext()) {
        return false;
      }
      all = all.without(Load.of(leave(read.next(), leaving)));
    }
    leaving.forEach(this::forget);
    return true;
  }

  private static Incoming leave(Incoming message, List<Incoming> leaving) {
    leaving.add(message);
    return message;
  }

  private Load load(Predicate<Incoming> which) {
    return kept.values().stream().filter(which).map(Load::of).reduce(Load.NONE, Load::plus);
  }

  private Iterator<Incoming> eldest(Predicate<Incoming> which) {
    return kept.values().stream().filter(which).sorted(Comparator.comparing(Incoming::changed)).toList()
        .iterator();
  }

  private static boolean unread(Incoming message) {
    return message.acknowledged().isEmpty();
  }

  private void forget(Incoming message) {
    kept.remove(message.id());
    durable.remove(MessageRecords.name(MessageRecords.IN, message.id()));
  }

  private void save(Incoming message) {
    kept.put(message.id(), message);
    durable.put(MessageRecords.name(MessageRecords.IN, message.id()), MessageRecords.encode(message));
  }
}
