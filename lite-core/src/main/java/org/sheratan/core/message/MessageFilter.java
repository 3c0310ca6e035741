package org.sheratan.core.message;

import java.util.Optional;

import org.sheratan.kernel.NodeId;

/** Which messages to list; what is empty does not matter. */
public record MessageFilter(Optional<Message.Direction> direction, Optional<MessageState> state,
    Optional<NodeId> peer) {
  public static final MessageFilter ALL = new MessageFilter(Optional.empty(), Optional.empty(),
      Optional.empty());

  boolean takes(Message message) {
    return direction.map(message.direction()::equals).orElse(true)
        && state.map(message.state()::equals).orElse(true) && peer.map(message.peer()::equals).orElse(true);
  }
}
