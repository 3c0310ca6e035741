package org.sheratan.core.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.core.message.Letters.Leg;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.Groups;

/**
 * Words to groups: said to all at once, twice at most, as long as many have not answered; the last few, and whoever a
 * broadcast does not reach, get a letter each. An emergency goes on being said, at growing intervals.
 */
final class Rounds {
  private static final int BROADCASTS = 2;
  /** So small a part of the members gets letters. */
  private static final int FEW = 4;

  /** Hears how it goes. */
  interface Progress {
    void said(MessageId id, Now now);

    /** It does not belong to the group any more, or this node does not. */
    void gone(Leg leg, Now now);
  }

  private final MessageParts parts;
  private final OutgoingBook book;
  private final Letters letters;
  private final Progress progress;
  private final Agenda<MessageId> rounds = new Agenda<>();

  Rounds(MessageParts parts, OutgoingBook book, Letters letters, Progress progress) {
    this.parts = parts;
    this.book = book;
    this.letters = letters;
    this.progress = progress;
  }

  /** The group as it is now; empty when this node does not belong to it. */
  static Optional<Group> group(MessageParts parts, GroupId id) {
    return parts.mesh().groups().all().stream().filter(group -> group.id().equals(id)).findFirst();
  }

  void begin(MessageId id, long nowMs) {
    rounds.at(nowMs, id);
  }

  void drop(MessageId id) {
    rounds.clear(id);
  }

  void poll(Now now) {
    for (MessageId id : rounds.due(now.monoMs())) {
      // One before it may have ended the message.
      if (book.live().containsKey(id)
          && book.find(id).orElseThrow().draft().to() instanceof Recipient.Group to) {
        round(book.find(id).orElseThrow(), to.id(), now);
      }
    }
  }

  long nextPollMs() {
    return rounds.nextDueMs();
  }

  private void round(Outgoing message, GroupId to, Now now) {
    List<NodeId> belong = group(parts, to).map(Group::members).map(List::copyOf).orElse(List.of());
    for (NodeId member : unknown(message)) {
      if (!belong.contains(member)) {
        progress.gone(new Leg(message.id(), member), now);
      }
    }
    Outgoing left = book.find(message.id()).orElseThrow();
    if (left.state().ended()) {
      return;
    }
    Underway underway = book.live().get(left.id());
    List<NodeId> unknown = unknown(left);
    boolean few = unknown.size() == 1 || unknown.size() * FEW <= left.members().size();
    boolean emergency = left.priority() == Priority.EMERGENCY;
    boolean byLetter = few || underway.rounds >= BROADCASTS;
    if (byLetter) {
      unknown.forEach(member -> letters.want(new Leg(left.id(), member), now.monoMs()));
    }
    boolean wanted = !few && (!byLetter || emergency);
    if (wanted && unknown.stream().anyMatch(this::inReach)) {
      say(left, to, underway, now);
    } else if (wanted) {
      rounds.at(now.monoMs() + Letters.LOOK_MS, left.id());
    }
  }

  private boolean inReach(NodeId member) {
    return parts.mesh().expectedMs(member, 0).isPresent();
  }

  private void say(Outgoing message, GroupId to, Underway underway, Now now) {
    NodeId self = parts.post().self();
    Bytes words = WireCodec.encode(letters.words(message, Optional.empty(), now.monoMs()), self, self);
    Optional<Groups.Refused> refused = parts.mesh().groups().broadcast(to, words, message.priority(), true);
    if (refused.isPresent()) {
      if (refused.get() != Groups.Refused.TOO_MANY) {
        // A link that is too narrow: what all cannot hear is written to each.
        underway.rounds = BROADCASTS;
      }
      rounds.at(now.monoMs() + Letters.LOOK_MS, message.id());
      return;
    }
    underway.rounds++;
    progress.said(message.id(), now);
    long wayMs = unknown(message).stream()
        .mapToLong(member -> parts.post().expectedMs(member, words.length()))
        .max().orElse(0);
    long answersMs = GroupAnswers.spreadMs(message.members().size(), wayMs);
    rounds.at(now.monoMs() + answersMs + Letters.repeatMs(underway.rounds, wayMs, parts), message.id());
  }

  private static List<NodeId> unknown(Outgoing message) {
    return message.members().entrySet().stream().filter(each -> each.getValue() == MemberState.UNKNOWN)
        .map(Map.Entry::getKey).toList();
  }
}
