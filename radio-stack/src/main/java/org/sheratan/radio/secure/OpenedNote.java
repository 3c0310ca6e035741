package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/** What became of a note. */
public sealed interface OpenedNote {
  /**
   * Genuine and new.
   *
   * @param counter with {@code from} names it
   * @param proof of its arrival, which only its sender can check
   */
  record Message(NodeId from, long counter, Bytes message, Bytes proof) implements OpenedNote {}

  /** The very one that was opened last: its sender may have missed the word of its arrival. */
  record Replay(NodeId from, long counter, Bytes proof) implements OpenedNote {}

  record Refused(Refusal why) implements OpenedNote {}
}
