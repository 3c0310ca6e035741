package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.InnerHeader;

/** What became of an inner envelope; {@code keyId} is that of the session that opened it. */
public sealed interface OpenedInner {
  /**
   * Genuine and new.
   *
   * @param proof that it arrived, for {@code from}: nobody else can tell it
   */
  record Message(NodeId from, InnerHeader header, int keyId, Bytes plaintext,
      Bytes proof) implements OpenedInner {}

  /** Genuine, but opened before: the sender may have missed the acknowledgement. */
  record Replay(NodeId from, InnerHeader header, int keyId) implements OpenedInner {}

  /** Genuine, but too far behind the newest to tell whether it was opened before. */
  record Stale(NodeId from, InnerHeader header, int keyId) implements OpenedInner {}

  /** Nobody's in particular: charge the neighbor that passed it on, if anyone. */
  record Refused(Refusal why) implements OpenedInner {}
}
