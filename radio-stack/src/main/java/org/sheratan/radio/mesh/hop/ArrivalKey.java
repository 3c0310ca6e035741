package org.sheratan.radio.mesh.hop;

import org.sheratan.kernel.NodeId;

/** How something came in, by which its sender will recognize the acknowledgement. */
public sealed interface ArrivalKey {
  NodeId from();

  /** In a frame of its own or an end-to-end envelope: both count in one session. */
  record InSeal(NodeId from, int keyId, int counter) implements ArrivalKey {}

  /** In a note, under a handshake counter of its sender. */
  record InNote(NodeId from, long counter) implements ArrivalKey {}

  /** In fragments from a neighbor. */
  record InTransfer(NodeId from, int transfer) implements ArrivalKey {}
}
