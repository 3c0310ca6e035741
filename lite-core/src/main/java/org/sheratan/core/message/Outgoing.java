package org.sheratan.core.message;

import java.util.Optional;

import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;

/**
 * Words written here.
 *
 * @param reason why it was refused or expired; empty in every other state
 */
public record Outgoing(MessageId id, Draft draft, MessageState state, String reason, Times times,
    Mark created,
    Mark changed) implements Message {
  /** When each step was made, by this node's clock. */
  public record Times(Stamp queued, Optional<Stamp> sent, Optional<Stamp> ended,
      Optional<Stamp> acknowledged) {
    static Times queued(Stamp at) {
      return new Times(at, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  @Override
  public NodeId peer() {
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
    return new Outgoing(id, draft, next, nowEnded ? why : reason, then, created, marks.next());
  }
}
