package org.sheratan.radio.secure;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.HandshakeHeader;
import org.sheratan.radio.frame.HandshakePacket;
import org.sheratan.radio.frame.HandshakeStep;

/**
 * Writes and reads notes: KK's first message with a payload (Noise revision 34, section 7.7: source property 1,
 * destination property 2). What Noise leaves open there, a replay, is closed by the handshake counter, and across a
 * lost disk by the epoch of the reader, which both sides know and no reader lives twice.
 *
 * <pre>
 * the last one taken, byte for byte          | told again, by what was kept of it
 * counter not above all of that sender       | ignored: it came late, or is a recording
 * made for another epoch of ours, or forged  | ignored
 * no room to note that it was taken          | ignored: its sender makes a session
 * otherwise                                  | taken: the counter is on disk with what the note causes
 * </pre>
 */
final class NoteProtocol {
  private static final Bytes PROOF_LABEL = Bytes.utf8("sheratan/note/arrived/1");

  private final HandshakeMaker maker;
  private final SessionTable table;
  private final HandshakeCounters counters;
  private final NoteBook book;

  NoteProtocol(HandshakeMaker maker, SessionTable table, HandshakeCounters counters, NoteBook book) {
    this.maker = maker;
    this.table = table;
    this.counters = counters;
    this.book = book;
  }

  Optional<Note> write(NodeId peer, int epoch, Bytes message) {
    Optional<Bytes> theirs = KeyMap.publicKey(peer);
    if (theirs.isEmpty() || peer.equals(maker.me())) {
      return Optional.empty();
    }
    HandshakeHeader header = new HandshakeHeader(HandshakeStep.NOTE, 0, KeyMap.signBit(maker.me()),
        table.of(peer).isEmpty(), peer.hint(), maker.me().hint(), counters.take());
    NoiseHandshake noise = maker.noise(Pattern.KK, true, header, known(epoch), theirs.get());
    return noise.write(message).map(text -> new Note(maker.packet(header, text), proof(noise)));
  }

  /** @param epoch ours */
  OpenedNote read(Bytes packet, IntFunction<List<NodeId>> knownByHint, int epoch, long nowMs) {
    Optional<Refusal> refusal = maker.refusal(packet);
    if (refusal.isPresent()) {
      return new OpenedNote.Refused(refusal.get());
    }
    HandshakePacket parsed = HandshakePacket.decode(packet);
    HandshakeHeader header = parsed.header();
    Refusal why = header.step() == HandshakeStep.NOTE ? Refusal.UNKNOWN_SENDER : Refusal.UNEXPECTED;
    if (why == Refusal.UNEXPECTED) {
      return new OpenedNote.Refused(why);
    }
    for (NodeId from : knownByHint.apply(header.sourceHint()).stream().limit(SecureLimits.CANDIDATES)
        .toList()) {
      if (KeyMap.signBit(from) != header.signBit() || from.equals(maker.me())) {
        continue;
      }
      Optional<NoteBook.Taken> last = book.last(from);
      if (last.filter(taken -> taken.is(header.counter(), parsed.noise())).isPresent()) {
        return new OpenedNote.Replay(from, header.counter(), last.get().proof());
      }
      if (!counters.freshForNote(from, header.counter())
          || last.filter(taken -> taken.epoch() == epoch && header.counter() <= taken.counter())
              .isPresent()) {
        why = Refusal.OLD_COUNTER;
        continue;
      }
      if (!book.hasRoom(from, epoch)) {
        why = Refusal.NO_ROOM;
        continue;
      }
      Optional<OpenedNote> opened = open(parsed, from, epoch, nowMs);
      if (opened.isPresent()) {
        return opened.get();
      }
      why = Refusal.BAD_HANDSHAKE;
    }
    return new OpenedNote.Refused(why);
  }

  private Optional<OpenedNote> open(HandshakePacket packet, NodeId from, int epoch, long nowMs) {
    HandshakeHeader header = packet.header();
    return KeyMap.publicKey(from).flatMap(theirs -> {
      NoiseHandshake noise = maker.noise(Pattern.KK, false, header, known(epoch), theirs);
      return noise.read(packet.noise()).map(message -> {
        Bytes proof = proof(noise);
        book.take(from, new NoteBook.Taken(epoch, header.counter(), NoteBook.tagOf(packet.noise()), proof));
        if (header.afresh()) {
          table.forgetBornBefore(from, nowMs - SecureLimits.NOTE_DELAY_MS);
        }
        return new OpenedNote.Message(from, header.counter(), message, proof);
      });
    });
  }

  private static Bytes known(int epoch) {
    return new ByteWriter(Integer.BYTES).u32(epoch).toBytes();
  }

  private static Bytes proof(NoiseHandshake noise) {
    return noise.export(PROOF_LABEL).slice(0, ArrivalMarks.PROOF_BYTES);
  }
}
