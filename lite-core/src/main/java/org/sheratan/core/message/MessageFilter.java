package org.sheratan.core.message;

import java.util.Optional;

/** Which messages to list; what is empty does not matter. Those of a node are also what it wrote to a group. */
public record MessageFilter(Optional<Message.Direction> direction, Optional<MessageState> state,
    Optional<Recipient> with) {
  boolean takes(Message message) {
    return direction.map(message.direction()::equals).orElse(true)
        && state.map(message.state()::equals).orElse(true)
        && with.map(wanted -> between(message, wanted)).orElse(true);
  }

  private static boolean between(Message message, Recipient wanted) {
    return message.with().equals(wanted)
        || message instanceof Incoming in && wanted.equals(new Recipient.Node(in.peer()));
  }
}
