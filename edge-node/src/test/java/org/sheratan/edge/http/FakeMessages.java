package org.sheratan.edge.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.message.Draft;
import org.sheratan.core.message.Incoming;
import org.sheratan.core.message.Mark;
import org.sheratan.core.message.MemberState;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageFilter;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Outgoing;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.message.Stamp;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;

/** What the fake node knows of words between people. */
public final class FakeMessages {
  /** Monotonic time of every answer. */
  public static final long NOW_MS = 500_000;
  private static final Stamp AT = new Stamp(1_700_000_000_000L, WallQuality.NTP);

  private final SortedMap<MessageId, Message> messages = new TreeMap<>();
  private long marks;

  void put(Message message) {
    messages.put(message.id(), message);
    marks = Math.max(marks, message.changed().number());
  }

  /** From this node to its worker. */
  public static Outgoing outgoing(long sequence, MessageState state, String text) {
    return outgoing(sequence, state,
        new Draft(new Recipient.Node(FakeNode.WORKER.id()), text, Priority.NORMAL,
            86_400_000, Optional.empty()),
        new TreeMap<>());
  }

  /** From this node to its team, which has more members than the group. */
  public static Outgoing toGroup(long sequence, MessageState state, SortedMap<NodeId, MemberState> members) {
    return outgoing(sequence, state,
        new Draft(new Recipient.Group(FakeNode.TEAM.id()), "supper", Priority.EMERGENCY,
            86_400_000, Optional.empty()),
        members);
  }

  private static Outgoing outgoing(long sequence, MessageState state, Draft draft,
      SortedMap<NodeId, MemberState> members) {
    Optional<Stamp> sent = state == MessageState.QUEUED ? Optional.empty() : Optional.of(AT);
    Mark mark = new Mark(1, sequence);
    return new Outgoing(new MessageId(FakeNode.SELF.id().shortName(), 1, sequence),
        draft, state,
        state == MessageState.EXPIRED ? "no word" : "",
        new Outgoing.Times(AT, sent, state.ended() ? Optional.of(AT) : Optional.empty(), Optional.empty()),
        members, mark, mark);
  }

  /** An emergency from the worker, unread. */
  public static Incoming incoming(long sequence, String text) {
    return incoming(sequence, text, AT);
  }

  public static Incoming incoming(long sequence, String text, Stamp received) {
    Mark mark = new Mark(1, sequence);
    return new Incoming(new MessageId(FakeNode.WORKER.id().shortName(), 1, sequence), FakeNode.WORKER.id(),
        Optional.empty(), Priority.EMERGENCY, text, 2_000, received, Optional.empty(), false, mark, mark);
  }

  Answer answer(Command.AboutMessages command) {
    return switch (command) {
      case Command.SendMessage send -> {
        Outgoing message = outgoing(marks + 1, MessageState.SENT, send.draft(), new TreeMap<>());
        put(message);
        yield new Answer.MessageAccepted(message, false, NOW_MS);
      }
      case Command.ShowMessage show -> known(show.message());
      case Command.AcknowledgeMessage acknowledge -> {
        if (messages.get(acknowledge.message()) instanceof Incoming incoming) {
          put(new Incoming(incoming.id(), incoming.peer(), incoming.group(), incoming.priority(),
              incoming.text(),
              incoming.ageMs(),
              incoming.received(), Optional.of(AT), true, incoming.created(), new Mark(1, marks + 1)));
        }
        yield known(acknowledge.message());
      }
      case Command.ListMessages list -> new Answer.Messages(list(list.filter()), Optional.empty(), NOW_MS);
      case Command.MessageChanges changes -> {
        List<Message> changed = changes.since().map(since -> messages.values().stream()
            .filter(message -> message.changed().compareTo(since) > 0)
            .sorted(Comparator.comparing(Message::changed)).toList()).orElse(List.of());
        yield new Answer.Messages(changed, Optional.of(new Mark(1, marks)), NOW_MS);
      }
    };
  }

  private List<Message> list(MessageFilter filter) {
    return messages.values().stream()
        .filter(message -> filter.direction().map(message.direction()::equals).orElse(true)
            && filter.state().map(message.state()::equals).orElse(true)
            && filter.with().map(message.with()::equals).orElse(true))
        .sorted(Comparator.comparing(Message::created).reversed()).toList();
  }

  private Answer known(MessageId id) {
    return messages.containsKey(id)
        ? new Answer.OneMessage(messages.get(id), NOW_MS)
        : new Answer.Refused(Answer.Reason.NOT_FOUND, "no message " + id + " here", "sheratan message list");
  }
}
