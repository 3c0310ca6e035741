package org.sheratan.radio.mesh.route;

import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.SignedCard;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Probation;
import org.sheratan.radio.mesh.neighbor.Unopened;

/** What a peer last announced, and its card once fetched. */
public final class KnownPeer {
  private final NodeId id;
  private AnnounceFrame frame;
  private Optional<SignedCard> card = Optional.empty();

  private final long metMs;
  private long heardMs;
  /** Last sign of life: announce or anything sealed. */
  private long aliveMs;
  /** When something sealed of it came last, which nobody else can have made. */
  private Optional<Long> sealedMs = Optional.empty();

  private final Unopened unopened = new Unopened();

  /** Notes between us and it since then, in either direction. */
  private int notes;
  private long notedMs;

  KnownPeer(AnnounceFrame frame, long nowMs) {
    this.id = frame.announce().key();
    this.frame = frame;
    this.metMs = nowMs;
    this.aliveMs = nowMs;
  }

  public NodeId id() {
    return id;
  }

  /** Its newest announce here. */
  public AnnounceFrame frame() {
    return frame;
  }

  /** Empty until it was fetched. */
  public Optional<Card> card() {
    return card.map(SignedCard::card);
  }

  Optional<SignedCard> signedCard() {
    return card;
  }

  /** @param next the one its newest announce names; empty until that is here */
  public void hold(Optional<SignedCard> next) {
    card = next;
  }

  /** When its newest announce came. */
  public long heardMs() {
    return heardMs;
  }

  public long aliveMs() {
    return aliveMs;
  }

  public Optional<Long> sealedMs() {
    return sealedMs;
  }

  public void announced(AnnounceFrame newest, long nowMs) {
    frame = newest;
    heardMs = nowMs;
  }

  public void alive(long nowMs) {
    aliveMs = nowMs;
  }

  /** Something that only it can have sealed came. */
  public void sealed(long nowMs) {
    aliveMs = nowMs;
    sealedMs = Optional.of(nowMs);
  }

  /** Envelopes in its name that no session of ours opens. */
  public Unopened unopened() {
    return unopened;
  }

  Probation.Candidate<KnownPeer> candidate() {
    return new Probation.Candidate<>(this, metMs, aliveMs);
  }

  /** A note went there, or came from there. */
  public void noted(long nowMs) {
    if (mayNote(nowMs) && nowMs - notedMs >= MeshLimits.NOTES_MS) {
      notes = 0;
    }
    notedMs = notes == 0 ? nowMs : notedMs;
    notes++;
  }

  /** They are of no use with it: it is time for a session. */
  public void notedInVain(long nowMs) {
    notedMs = nowMs;
    notes = MeshLimits.NOTES;
  }

  /** Whether the next message is worth no session yet. */
  public boolean mayNote(long nowMs) {
    return notes < MeshLimits.NOTES || nowMs - notedMs >= MeshLimits.NOTES_MS;
  }

  /** Of the newest announce. */
  public long order() {
    return frame.announce().order();
  }
}
