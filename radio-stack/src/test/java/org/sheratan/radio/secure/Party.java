package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;

/** One node's security, its disk and its clock. */
final class Party {
  static final NetworkKey NETWORK = NetworkKey.of(Bytes.hex("4e".repeat(32)));
  static final FrameHead DATA = new FrameHead(FrameType.DATA, Priority.NORMAL, 0);
  static final int LIFETIME = 20;

  final Identity identity;
  final NodeId id;
  final MemoryDurable disk = new MemoryDurable();
  final CountingCurve curve = new CountingCurve();
  final List<NodeId> known = new ArrayList<>();
  long nowMs = 1_000_000;
  int epoch = 7;
  Sessions sessions;
  private final SeededSecrets random;
  private final NetworkKey network;

  /** Counts the expensive calls. */
  static final class CountingCurve implements DiffieHellman {
    int calls;

    @Override
    public Bytes publicKey(Bytes secret) {
      calls++;
      return X25519_CURVE.publicKey(secret);
    }

    @Override
    public Optional<Bytes> agree(Bytes secret, Bytes publicKey) {
      calls++;
      return X25519_CURVE.agree(secret, publicKey);
    }
  }

  Party(int number) {
    this(number, NETWORK);
  }

  Party(int number, NetworkKey network) {
    this.identity = identity(number);
    this.id = identity.id();
    this.random = new SeededSecrets("party " + number);
    this.network = network;
    start();
  }

  /** 35 and 117 share a hint, 128 and 296 do, 190 and 227 do. */
  static Identity identity(int number) {
    byte[] seed = ByteBuffer.allocate(Identity.SEED_BYTES).putShort((short) number).array();
    return Identity.fromSeed(Bytes.copyOf(seed));
  }

  void start() {
    sessions = new Sessions(identity, network, disk, random, now(), curve);
  }

  /** Uncommitted changes are lost; {@code awayMs} is what the monotonic clock says afterwards. */
  void crash() {
    disk.crash();
    nowMs = 5_000;
    start();
  }

  /** Starts with a disk that cannot be believed. */
  void startAfresh() {
    Sessions.discard(disk);
    start();
  }

  void commit() {
    sessions.persistWindows();
    disk.commit();
  }

  Now now() {
    return Now.monotonic(nowMs);
  }

  IntFunction<List<NodeId>> knownByHint() {
    return hint -> known.stream().filter(peer -> peer.hint() == hint).toList();
  }

  void knows(Party... others) {
    for (Party other : others) {
      known.add(other.id);
    }
  }

  Bytes begin(Party peer, Pattern pattern) {
    return sessions.begin(peer.id, pattern, now()).orElseThrow();
  }

  HandshakeResult on(Bytes packet) {
    return sessions.onHandshake(packet, knownByHint(), now());
  }

  /** For the epoch that {@code to} lives in. */
  Note note(Party to, String message) {
    return sessions.writeNote(to.id, to.epoch, Bytes.utf8(message)).orElseThrow();
  }

  OpenedNote openNote(Bytes packet) {
    return sessions.openNote(packet, knownByHint(), epoch, now());
  }

  OpenedNote.Message readNote(Note note) {
    return assertInstanceOf(OpenedNote.Message.class, openNote(note.packet()));
  }

  Refusal noteRefusal(Note note) {
    return assertInstanceOf(OpenedNote.Refused.class, openNote(note.packet())).why();
  }

  Refusal refusal(Bytes packet) {
    return assertInstanceOf(HandshakeResult.Ignored.class, on(packet)).why();
  }

  /** KK with {@code peer}, both knowing each other. */
  void meet(Party peer) {
    knows(peer);
    peer.knows(this);
    handshake(peer);
  }

  void handshake(Party peer) {
    Bytes answer = assertInstanceOf(HandshakeResult.AnswerAndEstablished.class,
        peer.on(begin(peer, Pattern.KK))).packet();
    assertInstanceOf(HandshakeResult.Established.class, on(answer));
  }

  Sealed seal(Party to, String plaintext) {
    return sessions.sealHop(to.id, DATA, LIFETIME, Bytes.utf8(plaintext), now()).orElseThrow();
  }

  Sealed sealInner(Party to, String plaintext) {
    return sessions.sealInner(to.id, FrameType.RELAY, Bytes.utf8(plaintext), now()).orElseThrow();
  }

  Opened open(Bytes frame) {
    return sessions.openHop(frame, now());
  }

  OpenedInner openInner(Bytes envelope) {
    return sessions.openInner(envelope, FrameType.RELAY, now());
  }

  String text(Bytes frame) {
    return assertInstanceOf(Opened.Frame.class, open(frame)).plaintext().toUtf8();
  }

  String innerText(Bytes envelope) {
    return assertInstanceOf(OpenedInner.Message.class, openInner(envelope)).plaintext().toUtf8();
  }

  Refusal hopRefusal(Bytes frame) {
    return assertInstanceOf(Opened.Refused.class, open(frame)).why();
  }

  Refusal innerRefusal(Bytes envelope) {
    return assertInstanceOf(OpenedInner.Refused.class, openInner(envelope)).why();
  }
}
