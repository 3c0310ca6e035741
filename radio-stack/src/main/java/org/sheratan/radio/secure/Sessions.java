package org.sheratan.radio.secure;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

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
  private final NodeId me;
  private final SessionTable table;
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
    HandshakeCounters counters = new HandshakeCounters(durable);
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
    HopHeader header;
    try {
      header = HopFrame.header(frame);
    } catch (MalformedException malformed) {
      return new Opened.Refused(Refusal.MALFORMED);
    }
    if (header.destinationHint() != me.hint()) {
      return new Opened.Refused(Refusal.NOT_FOR_US);
    }
    Trial trial = new Trial(FrameCipher.Purpose.HOP, header.counter(), frame, Limits.HOP_HEADER_BYTES);
    Optional<Session> found = table
        .find(session -> session.keyId() == header.keyId() && trial.opens(session));
    if (found.isEmpty()) {
      return new Opened.Refused(trial.why());
    }
    NodeId peer = found.get().peer();
    return switch (verdict(found.get(), header.counter(), now)) {
      case NEW -> new Opened.Frame(peer, header, trial.plaintext);
      case SEEN -> new Opened.Replay(peer, header);
      case TOO_OLD -> new Opened.Stale(peer, header);
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
    Trial trial = new Trial(innerPurpose(carrier), header.counter(), envelope, Limits.INNER_HEADER_BYTES);
    Optional<Session> found = table
        .find(session -> session.peer().hint() == header.sourceHint() && trial.opens(session));
    if (found.isEmpty()) {
      return new OpenedInner.Refused(trial.why());
    }
    NodeId peer = found.get().peer();
    int keyId = found.get().keyId();
    return switch (verdict(found.get(), header.counter(), now)) {
      case NEW -> new OpenedInner.Message(peer, header, keyId, trial.plaintext);
      case SEEN -> new OpenedInner.Replay(peer, header, keyId);
      case TOO_OLD -> new OpenedInner.Stale(peer, header, keyId);
    };
  }

  /** Proves to {@code origin} that its message arrived; empty when the session that opened it is gone. */
  public Optional<Bytes> proveArrival(NodeId origin, Bytes envelope) {
    return proofs(origin, Session::receiver, envelope).findFirst();
  }

  /** Whether {@code destination} made {@code proof} for a message that we sealed. */
  public boolean arrived(NodeId destination, Bytes envelope, Bytes proof) {
    return proofs(destination, Session::sender, envelope).anyMatch(proof::equals);
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

  private Stream<Bytes> proofs(NodeId peer, Function<Session, FrameCipher> direction, Bytes envelope) {
    return table.of(peer).stream()
        .flatMap(session -> direction.apply(session).proof(FrameCipher.Purpose.INNER, envelope).stream());
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

  /** Hints are short and collide: one sealed content tried with session after session. */
  private static final class Trial {
    private final FrameCipher.Purpose purpose;
    private final int counter;
    private final byte[] content;
    private final int headerBytes;
    private Bytes plaintext;
    private boolean tried;

    private Trial(FrameCipher.Purpose purpose, int counter, Bytes content, int headerBytes) {
      this.purpose = purpose;
      this.counter = counter;
      this.content = content.toArray();
      this.headerBytes = headerBytes;
    }

    private boolean opens(Session session) {
      tried = true;
      plaintext = session.receiver().open(purpose, counter, content, headerBytes).orElse(null);
      return plaintext != null;
    }

    private Refusal why() {
      return tried ? Refusal.BAD_TAG : Refusal.UNKNOWN_SENDER;
    }
  }
}
