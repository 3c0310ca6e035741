package org.sheratan.core.message;

import java.util.Locale;
import java.util.Optional;

import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;

/** Words between a person here and one at another node, as they stand here. */
public sealed interface Message permits Outgoing, Incoming {
  /** Seen from this node. */
  enum Direction {
    OUT, IN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  MessageId id();

  /** The node at the other end. */
  NodeId peer();

  Direction direction();

  MessageState state();

  /** EMERGENCY: repeated until the other node has it, and marked until a person there acknowledges it. */
  Priority priority();

  String text();

  /** When a person at the receiving node acknowledged it. */
  Optional<Stamp> acknowledged();

  /** Its place in the order of all messages here. */
  Mark created();

  /** Where in that order it last changed. */
  Mark changed();
}
