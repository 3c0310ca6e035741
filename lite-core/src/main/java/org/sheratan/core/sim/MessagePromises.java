package org.sheratan.core.sim;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.sheratan.core.message.Incoming;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageObserver;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.mission.MessageId;

/**
 * What every node has promised about messages, once durable, and whether it was kept:
 *
 * <ul>
 * <li>an accepted message ends exactly once at its author's node: delivered, expired or refused;
 * <li>it is shown at most once, whatever comes twice;
 * <li>delivered means shown, refused means not shown;
 * <li>nobody's acknowledgement is made up, and that of a living node arrives.
 * </ul>
 */
final class MessagePromises implements MessageObserver {
  private final Consumer<String> broken;
  private final SortedSet<MessageId> accepted = new TreeSet<>();
  private final SortedSet<MessageId> shown = new TreeSet<>();
  private final SortedMap<MessageId, MessageState> ended = new TreeMap<>();
  private final SortedSet<MessageId> read = new TreeSet<>();

  /** @param broken told what was broken; ends the simulation */
  MessagePromises(Consumer<String> broken) {
    this.broken = broken;
  }

  /** What was durable just before a crash may never have been told. */
  @Override
  public void restored(Message message) {
    if (message instanceof Incoming incoming) {
      shown.add(incoming.id());
    } else if (!message.state().ended() && ended.containsKey(message.id())) {
      broken.accept(
          message.id() + " was " + ended.get(message.id()).word() + " before the crash and lives again");
    }
  }

  @Override
  public void accepted(MessageId id, Recipient to) {
    if (!accepted.add(id)) {
      broken.accept(id + " was given to two messages");
    }
  }

  @Override
  public void shown(MessageId id) {
    if (!shown.add(id)) {
      broken.accept(id + " shown twice");
    }
    if (ended.get(id) == MessageState.REFUSED) {
      broken.accept(id + " shown after it was refused");
    }
  }

  @Override
  public void ended(MessageId id, MessageState state) {
    MessageState before = ended.put(id, state);
    if (before != null) {
      broken.accept(id + " ended twice: " + before.word() + " and " + state.word());
    }
    if (state == MessageState.DELIVERED && !shown.contains(id)) {
      broken.accept(id + " delivered and not shown");
    }
    if (state == MessageState.REFUSED && shown.contains(id)) {
      broken.accept(id + " refused and shown");
    }
  }

  @Override
  public void acknowledged(MessageId id) {
    if (!read.contains(id)) {
      broken.accept(id + " acknowledged by nobody");
    }
  }

  /** A person is about to acknowledge it at the node it is for. */
  void read(MessageId id) {
    read.add(id);
  }

  /**
   * What a living author's node says of an accepted message after everything has healed.
   *
   * @param told whether the node it was for, alive too, holds an acknowledgement for it
   */
  void finallyIs(Message message, boolean told) {
    MessageId id = message.id();
    if (!message.state().ended()) {
      broken.accept(id + " is still " + message.state().word() + " long after everything healed");
    }
    MessageState before = ended.get(id);
    if (before != null && before != message.state()) {
      broken.accept(id + " was " + before.word() + " and is now " + message.state().word());
    }
    if (told && message.acknowledged().isEmpty()) {
      broken.accept(id + " was acknowledged by a person, and its author has not heard");
    }
  }

  void lost(MessageId id) {
    broken.accept(id + " was accepted and is no longer known to its author's node");
  }

  int accepted() {
    return accepted.size();
  }
}
