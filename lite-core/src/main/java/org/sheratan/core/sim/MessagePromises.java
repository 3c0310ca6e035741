package org.sheratan.core.sim;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.sheratan.core.message.Incoming;
import org.sheratan.core.message.MemberState;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageLimits;
import org.sheratan.core.message.MessageObserver;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Outgoing;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.NodeId;

/**
 * What every node has promised about messages, once durable, and whether it was kept:
 *
 * <ul>
 * <li>an accepted message ends exactly once at its author's node: delivered, expired or refused;
 * <li>that node knows it from then on, until later ones need its place ({@link KeptWords});
 * <li>it is shown at most once at each node it is for, whatever comes twice, and nowhere else ({@link GroupPromises});
 * <li>delivered means shown, refused means not shown; of a group, member by member, so far as delivered is known;
 * <li>nobody's acknowledgement is made up, and that of a living node arrives.
 * </ul>
 */
final class MessagePromises {
  private final Consumer<String> broken;
  private final GroupPromises groups;
  private final SortedSet<MessageId> accepted = new TreeSet<>();
  private final SortedMap<MessageId, Recipient> recipients = new TreeMap<>();
  private final SortedMap<MessageId, SortedSet<NodeId>> shown = new TreeMap<>();
  private final SortedMap<MessageId, MessageState> ended = new TreeMap<>();
  private final SortedSet<MessageId> read = new TreeSet<>();
  /** By the short name of the node they were written at. */
  private final SortedMap<String, KeptWords> kept = new TreeMap<>();

  /** @param broken told what was broken; ends the simulation */
  MessagePromises(Consumer<String> broken) {
    this.broken = broken;
    this.groups = new GroupPromises(broken);
  }

  GroupPromises groups() {
    return groups;
  }

  /** What {@code node} tells from this start of it on. */
  MessageObserver at(NodeId node) {
    KeptWords own = keptBy(node.shortName());
    own.starts();
    return new At(node, own);
  }

  private KeptWords keptBy(String owner) {
    return kept.computeIfAbsent(owner,
        none -> new KeptWords(MessageLimits.DEFAULT.kept(), ended::containsKey));
  }

  private final class At implements MessageObserver {
    private final NodeId node;
    private final KeptWords own;

    private At(NodeId node, KeptWords own) {
      this.node = node;
      this.own = own;
    }

    /** What was durable just before a crash may never have been told. */
    @Override
    public void restored(Message message) {
      switch (message) {
        case Incoming incoming -> shownAt(incoming.id()).add(node);
        case Outgoing outgoing -> {
          recipients.put(outgoing.id(), outgoing.draft().to());
          if (!outgoing.state().ended() && ended.containsKey(outgoing.id())) {
            broken.accept(outgoing.id() + " was " + ended.get(outgoing.id()).word()
                + " before the crash and lives again");
          }
          if (outgoing.state().ended()) {
            ended.putIfAbsent(outgoing.id(), outgoing.state());
          }
          own.found(outgoing.id());
        }
      }
    }

    @Override
    public void accepted(MessageId id, Recipient to) {
      recipients.put(id, to);
      if (!accepted.add(id)) {
        broken.accept(id + " was given to two messages");
      }
      own.accepted(id);
    }

    @Override
    public void shown(Incoming message) {
      MessageId id = message.id();
      if (!shownAt(id).add(node)) {
        broken.accept(id + " shown twice");
      }
      if (message.group().isPresent()) {
        groups.shown(node, message);
      } else if (recipients.get(id) instanceof Recipient.Node(NodeId to) && !to.equals(node)) {
        broken.accept(id + " shown where it is not for");
      } else if (ended.get(id) == MessageState.REFUSED) {
        broken.accept(id + " shown after it was refused");
      }
    }

    @Override
    public void ended(MessageId id, MessageState state) {
      MessageState before = ended.put(id, state);
      if (before != null) {
        broken.accept(id + " ended twice: " + before.word() + " and " + state.word());
      }
      if (recipients.get(id) instanceof Recipient.Group) {
        return;
      }
      if (state == MessageState.DELIVERED && shownAt(id).isEmpty()) {
        broken.accept(id + " delivered and not shown");
      }
      if (state == MessageState.REFUSED && !shownAt(id).isEmpty()) {
        broken.accept(id + " refused and shown");
      }
    }

    @Override
    public void acknowledged(MessageId id) {
      if (!read.contains(id)) {
        broken.accept(id + " acknowledged by nobody");
      }
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
    if (message instanceof Outgoing outgoing) {
      outgoing.members().forEach((member, state) -> {
        boolean has = state == MemberState.DELIVERED || state == MemberState.ACKNOWLEDGED;
        if (has && !shownAt(id).contains(member)) {
          broken.accept(id + " is said to be at " + member.shortName() + " and was not shown there");
        }
      });
    }
  }

  /** A living author's node does not know it. */
  void unknown(MessageId id) {
    if (!keptBy(id.owner()).madeRoom(id)) {
      broken.accept(id + " was accepted and is no longer known to its author's node");
    }
  }

  /** From one person to another. */
  int accepted() {
    return (int) accepted.stream().filter(id -> recipients.get(id) instanceof Recipient.Node).count();
  }

  /** At how many nodes what was said in groups was shown. */
  int shownInGroups() {
    return shown.entrySet().stream()
        .filter(each -> recipients.get(each.getKey()) instanceof Recipient.Group)
        .mapToInt(each -> each.getValue().size()).sum();
  }

  private SortedSet<NodeId> shownAt(MessageId id) {
    return shown.computeIfAbsent(id, none -> new TreeSet<>());
  }
}
