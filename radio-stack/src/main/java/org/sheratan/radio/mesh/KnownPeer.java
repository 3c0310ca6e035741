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

  /** Notes between us and it since then, in either direction. */
  private int notes;
  private long notedMs;

  KnownPeer(AnnounceFrame frame) {
    this.id = frame.announce().key();
    this.frame = frame;
  }

  /** Something that only it can have sealed came. */
  void sealed(long nowMs) {
    aliveMs = nowMs;
    sealedMs = Optional.of(nowMs);
  }

  /** A note went there, or came from there. */
  void noted(long nowMs) {
    if (mayNote(nowMs) && nowMs - notedMs >= MeshLimits.NOTES_MS) {
      notes = 0;
    }
    notedMs = notes == 0 ? nowMs : notedMs;
    notes++;
  }

  /** They are of no use with it: it is time for a session. */
  void notedInVain(long nowMs) {
    notedMs = nowMs;
    notes = MeshLimits.NOTES;
  }

  /** Whether the next message is worth no session yet. */
  boolean mayNote(long nowMs) {
    return notes < MeshLimits.NOTES || nowMs - notedMs >= MeshLimits.NOTES_MS;
  }

  /** Of the newest announce. */
  long order() {
    return frame.announce().order();
  }
}
