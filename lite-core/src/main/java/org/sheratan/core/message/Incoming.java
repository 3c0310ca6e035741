package org.sheratan.core.message;

import java.util.Optional;

import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;

/**
 * Words that came here.
 *
 * @param peer who wrote them, as the mesh authenticated it
 * @param group for which they were written; empty for this node alone
 * @param ageMs how old they were when they were sent; time in the hands of relays is not counted
 * @param owed their author's node has still to hear that a person acknowledged them
 */
public record Incoming(MessageId id, NodeId peer, Optional<GroupId> group, Priority priority, String text,
    long ageMs, Stamp received, Optional<Stamp> acknowledged, boolean owed, Mark created,
    Mark changed) implements Message {
  @Override
  public Recipient with() {
    return group.<Recipient>map(Recipient.Group::new).orElseGet(() -> new Recipient.Node(peer));
  }

  @Override
  public Direction direction() {
    return Direction.IN;
  }

  @Override
  public MessageState state() {
    return acknowledged.isPresent() ? MessageState.READ : MessageState.UNREAD;
  }

  /** A person has seen it. Only an emergency's author is told. */
  Incoming acknowledgedAt(Stamp at, Mark mark) {
    return new Incoming(id, peer, group, priority, text, ageMs, received, Optional.of(at),
        priority == Priority.EMERGENCY, created, mark);
  }

  /** Its author's node has heard, or will never. */
  Incoming settled() {
    return new Incoming(id, peer, group, priority, text, ageMs, received, acknowledged, false, created,
        changed);
  }
}
