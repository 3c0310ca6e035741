package org.sheratan.radio.mesh;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.LifetimeCode;
import org.sheratan.radio.secure.HandshakeResult;
import org.sheratan.radio.secure.Note;
import org.sheratan.radio.secure.Opened;
import org.sheratan.radio.secure.OpenedInner;
import org.sheratan.radio.secure.OpenedNote;
import org.sheratan.radio.secure.Pattern;
import org.sheratan.radio.secure.Sealed;
import org.sheratan.radio.secure.Sessions;

/** The sessions as the mesh uses them, at the time of the current turn. */
final class Seals {
  /** For frames that are for the neighbor only. */
  static final long NO_LIFETIME = 1;
  /** Half the replay window: what is further behind would soon be too old to be told from a repeat. */
  private static final int RESEAL_AFTER = 512;

  private final MeshTurn turn;
  private final Sessions sessions;
  private final PeerTable peers;
  private final IntSupplier ownEpoch;
  private final Map<NodeId, Sealed> latest = new TreeMap<>();

  Seals(MeshTurn turn, Sessions sessions, PeerTable peers, IntSupplier ownEpoch) {
    this.ownEpoch = ownEpoch;
    this.turn = turn;
    this.sessions = sessions;
    this.peers = peers;
  }

  boolean ready(NodeId peer) {
    return sessions.ready(peer);
  }

  boolean needsHandshake(NodeId peer) {
    return sessions.needsHandshake(peer, turn.now());
  }

  /** Empty when the session was used up; a new one must be made. */
  Optional<Sealed> hop(NodeId to, FrameHead head, long lifetimeMs, Bytes plaintext) {
    return noted(to, sessions.sealHop(to, head, lifetimeCode(lifetimeMs), plaintext, turn.now()));
  }

  /** @param type RELAY for a message, RELAY_CONTROL for control items */
  Optional<Sealed> end(NodeId to, FrameType type, Bytes plaintext) {
    return noted(to, sessions.sealInner(to, type, plaintext, turn.now()));
  }

  /** True when what was sealed under that name would no longer be opened, or not told from a repeat. */
  boolean stale(NodeId to, int keyId, int counter) {
    Sealed newest = latest.get(to);
    return newest == null || newest.keyId() != keyId || newest.counter() - counter > RESEAL_AFTER;
  }

  Opened openHop(Bytes frame) {
    return sessions.openHop(frame, turn.now());
  }

  OpenedInner openInner(FrameType type, Bytes envelope) {
    return sessions.openInner(envelope, type, turn.now());
  }

  boolean arrived(NodeId destination, Bytes envelope, Bytes proof) {
    return sessions.arrived(destination, envelope, proof);
  }

  Optional<Bytes> begin(NodeId peer, Pattern pattern) {
    return sessions.begin(peer, pattern, turn.now());
  }

  HandshakeResult onHandshake(Bytes packet) {
    return sessions.onHandshake(packet, peers::withHint, turn.now());
  }

  /** For a peer that has announced itself. */
  Optional<Note> note(KnownPeer peer, Bytes message) {
    return sessions.writeNote(peer.id, peer.frame.announce().epoch(), message);
  }

  OpenedNote openNote(Bytes packet) {
    return sessions.openNote(packet, peers::withHint, ownEpoch.getAsInt(), turn.now());
  }

  void forget(NodeId peer) {
    latest.remove(peer);
    sessions.forget(peer);
  }

  void forgetAll() {
    latest.clear();
    sessions.forgetAll();
  }

  void beforeCommit() {
    sessions.persistWindows();
  }

  static int lifetimeCode(long lifetimeMs) {
    return LifetimeCode.encode(Math.max(NO_LIFETIME, lifetimeMs));
  }

  private Optional<Sealed> noted(NodeId to, Optional<Sealed> sealed) {
    sealed.ifPresent(newest -> latest.put(to, newest));
    return sealed;
  }
}
