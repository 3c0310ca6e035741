package org.sheratan.radio.mesh;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/** What the mesh tells the floor above. */
public sealed interface MeshEvent {
  /**
   * A message came in, authenticated as {@code from}. Retries may deliver it again: messages are idempotent.
   *
   * @param arrival names this delivery; give it to {@link Mesh#send} with the answer, and the answer becomes the
   *     acknowledgement
   */
  record MessageArrived(NodeId from, Bytes message, long arrival) implements MeshEvent {}

  /** The destination has acknowledged, which it does only after its own commit. */
  record Delivered(long ticket) implements MeshEvent {}

  /** Not acknowledged within its lifetime. It may have arrived all the same. */
  record Undelivered(long ticket, String why) implements MeshEvent {}

  /** A peer is new, or its card, epoch or load changed. */
  record PeerChanged(Peer peer) implements MeshEvent {}

  /** Silent for too long; the route is gone. */
  record PeerLost(NodeId id) implements MeshEvent {}
}
