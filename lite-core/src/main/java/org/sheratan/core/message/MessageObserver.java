package org.sheratan.core.message;

import org.sheratan.core.mission.MessageId;

/**
 * Hears what a node promises about messages, each once it is on disk. Tests and the simulator attach one; it decides
 * nothing and must not call back into the node.
 */
public interface MessageObserver {
  MessageObserver NONE = new MessageObserver() {
  };

  /** Found in the journal at start; what was decided just before a crash may never have been told. */
  default void restored(Message message) {}

  /** At its author's node, which will say how it ended. */
  default void accepted(MessageId id, Recipient to) {}

  /** At the node it is for, whose people are shown it from now on. */
  default void shown(Incoming message) {}

  /** At its author's node. */
  default void ended(MessageId id, MessageState state) {}

  /** At its author's node: a person at the other one has seen it. */
  default void acknowledged(MessageId id) {}
}
