package org.sheratan.radio.mesh.hop;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.CustodyMarks;

/** Where one envelope came from, and what is known of its arrival. Owned by {@link Homeward}. */
final class Trail {
  /** As {@link ArrivalMarks#name} gives it. */
  final int envelope;
  final Bytes identity;
  /** Nobody when the envelope is our own. */
  final Optional<NodeId> from;
  /** With which it came; none where it came from nobody. */
  final int hopLimit;
  /** The frames that brought it: how its sender, or its origin, will repeat it. */
  final ArrivalKey[] keys;
  Optional<ArrivalMarks.Mark> mark = Optional.empty();
  /** Others may hear of the mark. */
  boolean told;
  int proofs;
  int said;
  int answered;
  /** How often its mark was confirmed again to whoever says it. */
  int confirmed;
  /** The custody mark by which its sender will say that it knows. */
  int expected = CustodyMarks.NONE;
  Timers.Timer again;

  Trail(int envelope, Bytes identity, Optional<NodeId> from, int hopLimit, ArrivalKey... keys) {
    this.envelope = envelope;
    this.identity = identity;
    this.from = from;
    this.hopLimit = hopLimit;
    this.keys = keys;
  }

  boolean proves(ArrivalMarks.Mark other) {
    return mark.isPresent() && mark.get().proof().equals(other.proof());
  }

  void rest() {
    if (again != null) {
      again.cancel();
      again = null;
    }
  }
}
