package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.HopHeader;

/** What became of a hop frame. */
public sealed interface Opened {
  /** Genuine and new. */
  record Frame(NodeId from, HopHeader header, Bytes plaintext) implements Opened {}

  /** Genuine, but opened before: the sender may have missed the acknowledgement. */
  record Replay(NodeId from, HopHeader header) implements Opened {}

  /** Genuine, but too far behind the newest to tell whether it was opened before. */
  record Stale(NodeId from, HopHeader header) implements Opened {}

  /** Nobody's in particular: charge the link. */
  record Refused(Refusal why) implements Opened {}
}
