package org.sheratan.radio.mesh;

import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.Card;

/** What a peer last announced, and its card once fetched. */
final class KnownPeer {
  final NodeId id;
  AnnounceFrame frame;
  Optional<Card> card = Optional.empty();

  long heardMs;
  /** Last sign of life: announce or anything sealed. */
  long aliveMs;
  /** When something sealed of it came last, which nobody else can have made. */
  Optional<Long> sealedMs = Optional.empty();

  /** Envelopes in a row that no session of ours opens. */
  int unopened;

  KnownPeer(AnnounceFrame frame) {
    this.id = frame.announce().key();
    this.frame = frame;
  }

  void sealed(long nowMs) {
    aliveMs = nowMs;
    sealedMs = Optional.of(nowMs);
  }

  /** Of the newest announce. */
  long order() {
    return frame.announce().order();
  }
}
