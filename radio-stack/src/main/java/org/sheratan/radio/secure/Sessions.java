package org.sheratan.radio.secure;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.HopFrame;
import org.sheratan.radio.frame.HopHeader;
import org.sheratan.radio.frame.InnerEnvelope;
import org.sheratan.radio.frame.InnerHeader;
import org.sheratan.radio.frame.Limits;

/**
 * All sessions of one node: handshakes, sealing, opening. Passive and single-threaded, owned by the mesh. What must
 * survive a crash goes through {@link Durable} under {@code secure/}.
 *
 * <p>The session with a neighbor and the session with the same node at a distance are one: hop frames and inner
 * envelopes draw on one counter and one replay window.
 */
public final class Sessions {
  private static final Opened NOT_FOR_US = new Opened.Refused(Refusal.NOT_FOR_US);

  private final NodeId me;
  private final SessionTable table;
  private final Trial trial = new Trial();
  private final HandshakeProtocol handshakes;
  private final NoteProtocol notes;

  public Sessions(Identity me, NetworkKey network, Durable durable, SecureRandomness random, Now now) {
    this(me, network, durable, random, now, DiffieHellman.X25519_CURVE);
  }

  Sessions(Identity me, NetworkKey network, Durable durable, SecureRandomness random, Now now,
      DiffieHellman curve) {
    this.me = me.id();
    this.table = new SessionTable(durable, now.monoMs());
    HandshakeMaker maker = new HandshakeMaker(me, network, random, curve);
    HandshakeCounters counters = new HandshakeCounters(durable, peer -> !table.of(peer).isEmpty());
    NoteBook book = new NoteBook(durable);
    this.handshakes = new HandshakeProtocol(maker, table, counters, book);
    this.notes = new NoteProtocol(maker, table, counters, book);
  }

  /**
   * The first packet of a new handshake. Call again when no answer came: the same packet would be ignored. Empty
   * when {@code peer} is no usable key, or our own.
   */
  public Optional<Bytes> begin(NodeId peer, Pattern pattern, Now now) {
    return handshakes.begin(peer, pattern, now.monoMs());
  }

  /**
   * Takes a HANDSHAKE frame, or the plaintext of a RELAY_HANDSHAKE frame that is for us.
   *
   * @param knownByHint the keys with that hint whose handshakes are welcome: known, not blocked
   */
  public HandshakeResult onHandshake(Bytes packet, IntFunction<List<NodeId>> knownByHint, Now now) {
    return handshakes.on(packet, knownByHint, now.monoMs());
  }

  /**
   * A message of 1 to {@link Limits#MAX_NOTE_BYTES} bytes for a peer there is no session with. Empty when
   * {@code peer} is no usable key, or our own.
   *
   * @param epoch of {@code peer}, as it announced it: in another one it does not take the note
   */
  public Optional<Note> writeNote(NodeId peer, int epoch, Bytes message) {
    return notes.write(peer, epoch, message);
  }

  /**
   * Takes a note that is for us. What it causes is to be on disk with what this changes.
   *
   * @param knownByHint as of {@link #onHandshake}
   * @param epoch our own
   */
  public OpenedNote openNote(Bytes packet, IntFunction<List<NodeId>> knownByHint, int epoch, Now now) {
    return notes.read(packet, knownByHint, epoch, now.monoMs());
  }

  /** Something can be sealed for {@code peer}. */
  public boolean ready(NodeId peer) {
    return table.forSealing(peer).filter(session -> session.nextCounter() < SecureLimits.COUNTERS)
        .isPresent();
  }

  /** There is no session, or it is old or nearly used up; while it is {@link #ready} it goes on meanwhile. */
  public boolean needsHandshake(NodeId peer, Now now) {
    table.expire(peer, now.monoMs());
    return table.forSealing(peer).filter(session -> session.nextCounter() < SecureLimits.REKEY_COUNTER
        && now.monoMs() - session.bornMs() < SecureLimits.REKEY_AGE_MS).isEmpty();
  }

  /** Empty when there is no session to seal with: {@link #begin} one. */
  public Optional<Sealed> sealHop(NodeId neighbor, FrameHead head, int lifetimeCode, Bytes plaintext,
      Now now) {
    return sealing(neighbor, now).map(session -> {
      int counter = session.takeCounter();
      HopHeader header = new HopHeader(head, session.keyId(), lifetimeCode, neighbor.hint(), counter);
      Bytes sealed = session.sender().seal(FrameCipher.Purpose.HOP, counter, header.encode(), plaintext);
      return sealed(session, counter, new HopFrame(header, sealed).encode());
    });
  }

  /**
   * Empty when there is no session to seal with: {@link #begin} one.
   *
   * @param carrier RELAY for a message, RELAY_CONTROL for control items; a relay cannot make one the other
   */
  public Optional<Sealed> sealInner(NodeId peer, FrameType carrier, Bytes plaintext, Now now) {
    return sealing(peer, now).map(session -> {
      int counter = session.takeCounter();
      InnerHeader header = new InnerHeader(peer.hint(), me.hint(), counter);
      Bytes sealed = session.sender().seal(innerPurpose(carrier), counter, header.encode(), plaintext);
      return sealed(session, counter, new InnerEnvelope(header, sealed).encode());
    });
  }

  public Opened openHop(Bytes frame, Now now) {
    if (!HopFrame.whole(frame)) {
      return new Opened.Refused(Refusal.MALFORMED);
    }
    if (HopHeader.destinationHint(frame) != me.hint()) {
      return NOT_FOR_US;
    }
    trial.begin(frame);
    Optional<Session> found = table.find(trial);
    if (found.isEmpty()) {
      return new Opened.Refused(trial.why());
    }
    Session session = found.get();
    HopHeader header = HopFrame.header(frame);
    return switch (verdict(session, header.counter(), now)) {
      case NEW -> new Opened.Frame(session.peer(), header, trial.open(session));
      case SEEN -> new Opened.Replay(session.peer(), header);
      case TOO_OLD -> new Opened.Stale(session.peer(), header);
    };
  }

  /** @param carrier as given to {@link #sealInner} */
  public OpenedInner openInner(Bytes envelope, FrameType carrier, Now now) {
    InnerHeader header;
    try {
      header = InnerEnvelope.header(envelope);
    } catch (MalformedException malformed) {
      return new OpenedInner.Refused(Refusal.MALFORMED);
    }
    if (header.destinationHint() != me.hint()) {
      return new OpenedInner.Refused(Refusal.NOT_FOR_US);
    }
    trial.begin(innerPurpose(carrier), header, envelope);
    Optional<Session> found = table.find(trial);
    if (found.isEmpty()) {
      return new OpenedInner.Refused(trial.why());
    }
    Session session = found.get();
    return switch (verdict(session, header.counter(), now)) {
      case NEW -> new OpenedInner.Message(session.peer(), header, session.keyId(), trial.open(session),
          session.receiver().proof());
      case SEEN -> new OpenedInner.Replay(session.peer(), header, session.keyId());
      case TOO_OLD -> new OpenedInner.Stale(session.peer(), header, session.keyId());
    };
  }

  /** Whether {@code destination} made {@code proof} for a message that we sealed. */
  public boolean arrived(NodeId destination, Bytes envelope, Bytes proof) {
    return table.of(destination).stream()
        .flatMap(session -> session.sender().proof(FrameCipher.Purpose.INNER, envelope).stream())
        .anyMatch(proof::equals);
  }

  /**
   * Writes the replay windows that changed. Call at the end of a turn that changed anything else durable: an effect
   * and the window that keeps it from happening twice are on disk together.
   */
  public void persistWindows() {
    table.storeWindows();
  }

  /** Ends every session with {@code peer}, on disk too. */
  public void forget(NodeId peer) {
    table.forget(peer);
  }

  /** Ends every session, on disk too: another life of this node may have used them, and their counters. */
  public void forgetAll() {
    table.forgetAll();
    handshakes.leap();
  }

  /**
   * Ends every session on disk, and every sender key of a group, for a node that starts after a cut tail, from a restored backup or on a cloned card:
   * no counter there can be believed. To be called before {@code new Sessions}.
   */
  public static void discard(Durable durable) {
    new SessionStore(durable).clear();
    new GroupKeyStore(durable).clear();
    new HandshakeCounters(durable).leap();
  }

  private static FrameCipher.Purpose innerPurpose(FrameType carrier) {
    return switch (carrier) {
      case RELAY -> FrameCipher.Purpose.INNER;
      case RELAY_CONTROL -> FrameCipher.Purpose.INNER_CONTROL;
      default -> throw new IllegalStateException(carrier + " carries no envelope");
    };
  }

  private Optional<Session> sealing(NodeId peer, Now now) {
    return table.forSealing(peer).filter(session -> table.ensureCounter(session, now.monoMs()));
  }

  private static Sealed sealed(Session session, int counter, Bytes content) {
    return new Sealed(content, session.keyId(), counter, session.bound(counter));
  }

  private ReplayWindow.Verdict verdict(Session session, int counter, Now now) {
    table.used(session, now.monoMs());
    return session.take(counter);
  }
}
