package org.sheratan.radio.mesh.hop;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.Priority;

/** One message of our own on its way to a peer. */
final class Letter {
  final long ticket;
  final NodeId to;
  final Bytes message;
  final Priority priority;
  final long expiresMs;
  /** It stands for an acknowledgement: sent when it is asked for, not repeated by itself. */
  boolean answer;

  /** On its way over the first hop; null while waiting or once a relay has it. */
  Unit unit;
  /** The sealed envelope, when the peer is not a neighbor; or the packet of a note. */
  Bytes envelope;
  /** By which the peer says that it has the note; null when it goes as none. */
  Bytes noteProof;
  /** The sealed frame of an answer to a neighbor. */
  Bytes frame;
  int keyId;
  int counter;
  int tries;
  /** The relay that has it, while its acknowledgement is awaited. */
  Optional<NodeId> via = Optional.empty();
  /** When a relay took it last. */
  long withRelaysMs;
  /** When a next hop was left for its lack of room. */
  long leftMs = Long.MIN_VALUE / 2;
  Timers.Timer retry;
  Timers.Timer expiry;

  Letter(long ticket, NodeId to, Bytes message, Priority priority, long expiresMs, boolean answer) {
    this.ticket = ticket;
    this.to = to;
    this.message = message;
    this.priority = priority;
    this.expiresMs = expiresMs;
    this.answer = answer;
  }

  /** It is, or was, on its way without a session; whether it arrived is not known yet. */
  boolean isNote() {
    return noteProof != null;
  }

  /** What was sealed is of no use any more. */
  void unseal() {
    envelope = null;
    noteProof = null;
    frame = null;
    tries = 0;
  }

  boolean sealed() {
    return envelope != null || frame != null;
  }

  /** On its first hop, or with relays. */
  boolean underWay() {
    return unit != null || retry != null;
  }

  void rest() {
    if (retry != null) {
      retry.cancel();
      retry = null;
    }
  }
}
