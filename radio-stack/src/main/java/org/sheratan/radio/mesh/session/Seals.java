package org.sheratan.radio.mesh.session;

import java.util.Optional;
import java.util.function.IntSupplier;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.LifetimeCode;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.route.KnownPeer;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.secure.HandshakeResult;
import org.sheratan.radio.secure.Note;
import org.sheratan.radio.secure.Opened;
import org.sheratan.radio.secure.OpenedInner;
import org.sheratan.radio.secure.OpenedNote;
import org.sheratan.radio.secure.Pattern;
import org.sheratan.radio.secure.Sealed;
import org.sheratan.radio.secure.Sessions;

/** The sessions as the mesh uses them, at the time of the current turn. */
public final class Seals {
  /** For frames that are for the neighbor only. */
  public static final long NO_LIFETIME = 1;

  private final MeshTurn turn;
  private final Sessions sessions;
  private final PeerTable peers;
  private final IntSupplier ownEpoch;
  private final LatestSealed latest = new LatestSealed();

  public Seals(MeshTurn turn, Sessions sessions, PeerTable peers, IntSupplier ownEpoch) {
    this.ownEpoch = ownEpoch;
    this.turn = turn;
    this.sessions = sessions;
    this.peers = peers;
  }

  public boolean ready(NodeId peer) {
    return sessions.ready(peer);
  }

  public boolean needsHandshake(NodeId peer) {
    return sessions.needsHandshake(peer, turn.now());
  }

  /** Empty when the session was used up; a new one must be made. */
  public Optional<Sealed> hop(NodeId to, FrameHead head, long lifetimeMs, Bytes plaintext) {
    return noted(to, sessions.sealHop(to, head, lifetimeCode(lifetimeMs), plaintext, turn.now()));
  }

  /** @param type RELAY for a message, RELAY_CONTROL for control items */
  public Optional<Sealed> end(NodeId to, FrameType type, Bytes plaintext) {
    return noted(to, sessions.sealInner(to, type, plaintext, turn.now()));
  }

  /** True when what was sealed under that name would no longer be opened, or not told from a repeat. */
  public boolean stale(NodeId to, int keyId, int counter) {
    return latest.stale(to, keyId, counter);
  }

  public Opened openHop(Bytes frame) {
    return sessions.openHop(frame, turn.now());
  }

  public OpenedInner openInner(FrameType type, Bytes envelope) {
    return sessions.openInner(envelope, type, turn.now());
  }

  public boolean arrived(NodeId destination, Bytes envelope, Bytes proof) {
    return sessions.arrived(destination, envelope, proof);
  }

  public Optional<Bytes> begin(NodeId peer, Pattern pattern) {
    return sessions.begin(peer, pattern, turn.now());
  }

  HandshakeResult onHandshake(Bytes packet) {
    return sessions.onHandshake(packet, peers::withHint, turn.now());
  }

  /** For a peer that has announced itself. */
  public Optional<Note> note(KnownPeer peer, Bytes message) {
    return sessions.writeNote(peer.id(), peer.frame().announce().epoch(), message);
  }

  public OpenedNote openNote(Bytes packet) {
    return sessions.openNote(packet, peers::withHint, ownEpoch.getAsInt(), turn.now());
  }

  public void forget(NodeId peer) {
    latest.forget(peer);
    sessions.forget(peer);
  }

  public void forgetAll() {
    latest.forgetAll();
    sessions.forgetAll();
  }

  public void beforeCommit() {
    sessions.persistWindows();
  }

  public static int lifetimeCode(long lifetimeMs) {
    return LifetimeCode.encode(Math.max(NO_LIFETIME, lifetimeMs));
  }

  private Optional<Sealed> noted(NodeId to, Optional<Sealed> sealed) {
    sealed.ifPresent(newest -> latest.sealed(to, newest));
    return sealed;
  }
}
