package org.sheratan.radio.secure;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.HandshakeHeader;
import org.sheratan.radio.frame.HandshakePacket;
import org.sheratan.radio.frame.HandshakeStep;
import org.sheratan.radio.secure.HandshakeResult.Ignored;

/**
 * Both sides of both handshakes. Cheap checks come first: format, destination, network MAC, counter; only then
 * X25519.
 *
 * <pre>
 * step | read by   | when                                       | then
 * KK_1 | responder | sender known, counter fresh, no own better | answer KK_2, session (unproven unless afresh)
 * KK_2 | initiator | answers an attempt of ours                 | session, proven
 * XX_1 | responder | not answered before, no own better attempt | answer XX_2, wait
 * XX_2 | initiator | answers an attempt, proves the key we meant | answer XX_3, session, proven
 * XX_3 | responder | follows an XX_2 of ours                    | session, proven: a new peer, perhaps
 * any  |           | otherwise                                  | ignored; nothing changes
 * </pre>
 */
final class HandshakeProtocol {
  private final NodeId me;
  private final HandshakeMaker maker;
  private final SessionTable table;
  private final HandshakeCounters counters;
  private final NoteBook notes;
  private final Attempts attempts = new Attempts();
  private final Strangers strangers = new Strangers();

  HandshakeProtocol(HandshakeMaker maker, SessionTable table, HandshakeCounters counters, NoteBook notes) {
    this.me = maker.me();
    this.maker = maker;
    this.table = table;
    this.counters = counters;
    this.notes = notes;
  }

  Optional<Bytes> begin(NodeId peer, Pattern pattern, long nowMs) {
    attempts.expire(nowMs);
    Optional<Bytes> theirs = KeyMap.publicKey(peer);
    if (theirs.isEmpty() || peer.equals(me)) {
      return Optional.empty();
    }
    List<Session> known = table.of(peer);
    int keyId = known.isEmpty() ? 0 : known.getLast().keyId() + 1 & 3;
    HandshakeHeader header = new HandshakeHeader(
        pattern == Pattern.KK ? HandshakeStep.KK_1 : HandshakeStep.XX_1, keyId, KeyMap.signBit(me),
        known.isEmpty(), peer.hint(), me.hint(), counters.take());
    NoiseHandshake noise = maker.noise(pattern, true, header, pattern == Pattern.KK ? theirs.get() : null);
    return noise.write(Bytes.EMPTY).map(message -> {
      attempts.add(new Attempts.Attempt(peer, pattern, header, noise, nowMs));
      return maker.packet(header, message);
    });
  }

  void leap() {
    counters.leap();
  }

  HandshakeResult on(Bytes packet, IntFunction<List<NodeId>> knownByHint, long nowMs) {
    Optional<Refusal> refusal = maker.refusal(packet);
    if (refusal.isPresent()) {
      return new Ignored(refusal.get());
    }
    HandshakePacket parsed = HandshakePacket.decode(packet);
    attempts.expire(nowMs);
    strangers.expire(nowMs);
    return switch (parsed.header().step()) {
      case KK_1 -> onKkFirst(parsed, knownByHint.apply(parsed.header().sourceHint()), nowMs);
      case KK_2 -> onKkSecond(parsed, nowMs);
      case XX_1 -> onXxFirst(parsed, nowMs);
      case XX_2 -> onXxSecond(parsed, nowMs);
      case XX_3 -> onXxThird(parsed, nowMs);
      case NOTE -> new Ignored(Refusal.UNEXPECTED);
    };
  }

  private HandshakeResult onKkFirst(HandshakePacket packet, List<NodeId> candidates, long nowMs) {
    HandshakeHeader header = packet.header();
    if (attempts.outrank(me, header.sourceHint())) {
      return new Ignored(Refusal.SIMULTANEOUS);
    }
    Refusal why = Refusal.UNKNOWN_SENDER;
    for (NodeId candidate : candidates.stream().limit(SecureLimits.CANDIDATES).toList()) {
      if (KeyMap.signBit(candidate) != header.signBit() || candidate.equals(me)) {
        continue;
      }
      if (!counters.fresh(candidate, header.counter())) {
        why = Refusal.OLD_COUNTER;
        continue;
      }
      Optional<HandshakeResult> answer = answerKk(packet, candidate, nowMs);
      if (answer.isPresent()) {
        return answer.get();
      }
      why = Refusal.BAD_HANDSHAKE;
    }
    return new Ignored(why);
  }

  private Optional<HandshakeResult> answerKk(HandshakePacket packet, NodeId peer, long nowMs) {
    HandshakeHeader header = packet.header();
    Optional<Bytes> theirs = KeyMap.publicKey(peer);
    if (theirs.isEmpty()) {
      return Optional.empty();
    }
    NoiseHandshake noise = maker.noise(Pattern.KK, false, header, theirs.get());
    if (noise.read(packet.noise()).isEmpty()) {
      return Optional.empty();
    }
    return noise.write(notes.lastProof(peer)).map(message -> {
      counters.accept(peer, header.counter());
      attempts.end(peer);
      if (header.afresh()) {
        table.supersede(peer, nowMs);
      }
      // Not proven even then: of several first messages, the initiator may have had the answer to an earlier one.
      table.create(peer, header.keyId(), noise.split(), false, false, nowMs);
      return new HandshakeResult.AnswerAndEstablished(peer,
          maker.packet(header.turned(HandshakeStep.KK_2), message));
    });
  }

  private HandshakeResult onKkSecond(HandshakePacket packet, long nowMs) {
    Optional<Attempts.Attempt> attempt = attempts.answeredBy(packet.header(), Pattern.KK);
    if (attempt.isEmpty()) {
      return new Ignored(Refusal.UNEXPECTED);
    }
    NodeId peer = attempt.get().peer();
    NoiseHandshake noise = attempt.get().noise().copy();
    Optional<Bytes> lastNote = noise.read(packet.noise());
    if (lastNote.isEmpty()) {
      return new Ignored(Refusal.BAD_HANDSHAKE);
    }
    attempts.end(peer);
    table.create(peer, packet.header().keyId(), noise.split(), true, true, nowMs);
    return new HandshakeResult.Established(peer, lastNote.get());
  }

  private HandshakeResult onXxFirst(HandshakePacket packet, long nowMs) {
    HandshakeHeader header = packet.header();
    if (attempts.outrank(me, header.sourceHint())) {
      return new Ignored(Refusal.SIMULTANEOUS);
    }
    if (strangers.knows(header)) {
      return new Ignored(Refusal.OLD_COUNTER);
    }
    NoiseHandshake noise = maker.noise(Pattern.XX, false, header, null);
    Optional<Bytes> message = noise.read(packet.noise()).flatMap(payload -> noise.write(Bytes.EMPTY));
    if (message.isEmpty()) {
      return new Ignored(Refusal.BAD_HANDSHAKE);
    }
    strangers.add(header, noise, nowMs);
    return new HandshakeResult.Answer(maker.packet(header.turned(HandshakeStep.XX_2), message.get()));
  }

  private HandshakeResult onXxSecond(HandshakePacket packet, long nowMs) {
    Optional<Attempts.Attempt> attempt = attempts.answeredBy(packet.header(), Pattern.XX);
    if (attempt.isEmpty()) {
      return new Ignored(Refusal.UNEXPECTED);
    }
    NodeId peer = attempt.get().peer();
    NoiseHandshake noise = attempt.get().noise().copy();
    boolean meant = noise.read(packet.noise()).isPresent()
        && KeyMap.publicKey(peer).equals(Optional.of(noise.remoteStatic()));
    Optional<Bytes> message = meant ? noise.write(Bytes.EMPTY) : Optional.empty();
    if (message.isEmpty()) {
      return new Ignored(Refusal.BAD_HANDSHAKE);
    }
    attempts.end(peer);
    table.create(peer, packet.header().keyId(), noise.split(), true, true, nowMs);
    return new HandshakeResult.AnswerAndEstablished(peer,
        maker.packet(attempt.get().header().followed(HandshakeStep.XX_3), message.get()));
  }

  private HandshakeResult onXxThird(HandshakePacket packet, long nowMs) {
    HandshakeHeader first = packet.header().followed(HandshakeStep.XX_1);
    Optional<NoiseHandshake> waiting = strangers.get(first).map(NoiseHandshake::copy);
    if (waiting.isEmpty()) {
      return new Ignored(Refusal.UNEXPECTED);
    }
    NoiseHandshake noise = waiting.get();
    Optional<NodeId> peer = noise.read(packet.noise())
        .flatMap(payload -> KeyMap.identity(noise.remoteStatic(), first.signBit()))
        .filter(id -> id.hint() == first.sourceHint() && !id.equals(me));
    if (peer.isEmpty()) {
      return new Ignored(Refusal.BAD_HANDSHAKE);
    }
    strangers.remove(first);
    attempts.end(peer.get());
    counters.accept(peer.get(), first.counter());
    table.create(peer.get(), first.keyId(), noise.split(), false, true, nowMs);
    return new HandshakeResult.NewPeer(peer.get());
  }
}
