package org.sheratan.core.message;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;

/**
 * Words written here.
 *
 * @param reason why it was refused or expired; empty in every other state
 * @param members of the group it is for, this node apart, as it was when the words were written; empty for a node
 */
public record Outgoing(MessageId id, Draft draft, MessageState state, String reason, Times times,
    SortedMap<NodeId, MemberState> members, Mark created, Mark changed) implements Message {
  public Outgoing {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** When each step was made, by this node's clock; acknowledged by whoever did so first. */
  public record Times(Stamp queued, Optional<Stamp> sent, Optional<Stamp> ended,
      Optional<Stamp> acknowledged) {
    static Times queued(Stamp at) {
      return new Times(at, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  @Override
  public Recipient with() {
    return draft.to();
  }

  @Override
  public Priority priority() {
    return draft.priority();
  }

  @Override
  public String text() {
    return draft.text();
  }

  @Override
  public Direction direction() {
    return Direction.OUT;
  }

  @Override
  public Optional<Stamp> acknowledged() {
    return times.acknowledged();
  }

  /** Whether {@code node} is to have it. */
  boolean isFor(NodeId node) {
    return draft.to().equals(new Recipient.Node(node)) || members.containsKey(node);
  }

  /** Itself when {@code event} changes nothing. */
  Outgoing after(MessageState.Event event, String why, Stamp at, Marks marks) {
    MessageState next = state.after(event);
    boolean nowSent = next == MessageState.SENT && times.sent().isEmpty();
    boolean nowEnded = next.ended() && !state.ended();
    boolean nowAcknowledged = event == MessageState.Event.ACKNOWLEDGED && acknowledged().isEmpty();
    if (!nowSent && !nowEnded && !nowAcknowledged) {
      return this;
    }
    Times then = new Times(times.queued(), nowSent ? Optional.of(at) : times.sent(),
        nowEnded ? Optional.of(at) : times.ended(), nowAcknowledged ? Optional.of(at) : times.acknowledged());
    return new Outgoing(id, draft, next, nowEnded ? why : reason, then, members, created, marks.next());
  }

  /**
   * What {@code event} at one member makes of a message to its group: it ends with the last member's word. Itself when
   * that changes nothing.
   */
  Outgoing afterMember(NodeId member, MessageState.Event event, Stamp at, Marks marks) {
    MemberState before = members.get(member);
    MemberState now = before.after(event);
    if (now == before) {
      return this;
    }
    SortedMap<NodeId, MemberState> known = new TreeMap<>(members);
    known.put(member, now);
    boolean open = known.containsValue(MemberState.UNKNOWN);
    boolean refused = known.containsValue(MemberState.REFUSED);
    MessageState then = state.ended() || open
        ? state
        : refused ? MessageState.REFUSED : MessageState.DELIVERED;
    boolean nowEnded = then.ended() && !state.ended();
    boolean nowAcknowledged = now == MemberState.ACKNOWLEDGED && acknowledged().isEmpty();
    Times when = new Times(times.queued(), times.sent(), nowEnded ? Optional.of(at) : times.ended(),
        nowAcknowledged ? Optional.of(at) : times.acknowledged());
    String why = nowEnded && refused ? "not every member's node took it" : reason;
    return new Outgoing(id, draft, then, why, when, known, created, marks.next());
  }
}
