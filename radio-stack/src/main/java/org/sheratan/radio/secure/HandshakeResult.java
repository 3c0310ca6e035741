package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/** What became of a handshake packet. Answers go back the way the packet came. */
public sealed interface HandshakeResult {
  /** Answer a sender that has proven nothing yet but knowledge of the network key. */
  record Answer(Bytes packet) implements HandshakeResult {}

  /** Answer; there is a session with {@code peer} now. */
  record AnswerAndEstablished(NodeId peer, Bytes packet) implements HandshakeResult {}

  /**
   * There is a session with {@code peer} now, which answered us.
   *
   * @param lastNote proof of the last note that it took from us, see {@link Note}; no bytes if it took none
   */
  record Established(NodeId peer, Bytes lastNote) implements HandshakeResult {}

  /**
   * There is a session now with a peer that proved its key by XX: the caller decides whether it is trusted, and
   * calls {@link Sessions#forget} otherwise.
   */
  record NewPeer(NodeId peer) implements HandshakeResult {}

  record Ignored(Refusal why) implements HandshakeResult {}
}
