package org.sheratan.core.message;

import java.util.Locale;
import java.util.Optional;

import org.sheratan.core.mission.MessageId;
import org.sheratan.radio.frame.Priority;

/** Words between a person here and others at another node, or at the nodes of a group, as they stand here. */
public sealed interface Message permits Outgoing, Incoming {
  /** Seen from this node. */
  enum Direction {
    OUT, IN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  MessageId id();

  /** The other end: a node, or a group for whom they were written. */
  Recipient with();

  Direction direction();

  MessageState state();

  /** EMERGENCY: repeated until every node it is for has it, and marked until a person there acknowledges it. */
  Priority priority();

  String text();

  /** When a person at a receiving node acknowledged it first. */
  Optional<Stamp> acknowledged();

  /** Its place in the order of all messages here. */
  Mark created();

  /** Where in that order it last changed. */
  Mark changed();
}
