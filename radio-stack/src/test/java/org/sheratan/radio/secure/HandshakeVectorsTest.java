package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Vectors;

/** Whole handshakes and the first frames after them, from fixed seeds and ephemeral keys. */
class HandshakeVectorsTest {
  @Test
  void shouldMatchThePublishedHandshakes() throws IOException {
    Vectors vectors = new Vectors()
        .comment("Handshakes and the first frame each way (docs/protocol.md, \"Handshake\")")
        .comment(
            "ephemeral secret number n (from 0) of a side: SHA-256 of \"party N\" and n as 8 bytes, N its number");
    kk(vectors);
    xx(vectors);
    note(vectors);
    vectors.assertPublished("handshake.txt");
  }

  private static void kk(Vectors vectors) {
    Party initiator = new Party(1);
    Party responder = new Party(2);
    responder.knows(initiator);
    Bytes first = initiator.begin(responder, Pattern.KK);
    Bytes second = assertInstanceOf(HandshakeResult.AnswerAndEstablished.class, responder.on(first)).packet();
    assertInstanceOf(HandshakeResult.Established.class, initiator.on(second));
    seeds(vectors.block("KK"), initiator, responder).put("message_1", first).put("message_2", second);
    frames(vectors, initiator, responder);
  }

  /** A note, and the handshake after it, whose second message says that the note arrived. */
  private static void note(Vectors vectors) {
    Party initiator = new Party(1);
    Party responder = new Party(2);
    responder.knows(initiator);
    Note note = initiator.note(responder, "a few words");
    responder.readNote(note);
    Bytes first = initiator.begin(responder, Pattern.KK);
    Bytes second = assertInstanceOf(HandshakeResult.AnswerAndEstablished.class, responder.on(first)).packet();
    assertInstanceOf(HandshakeResult.Established.class, initiator.on(second));
    seeds(vectors.block("NOTE"), initiator, responder).put("responder_epoch", responder.epoch)
        .put("message", Bytes.utf8("a few words")).put("note", note.packet()).put("proof", note.proof())
        .put("message_1", first).put("message_2", second);
  }

  private static void xx(Vectors vectors) {
    Party initiator = new Party(1);
    Party responder = new Party(2);
    Bytes first = initiator.begin(responder, Pattern.XX);
    Bytes second = assertInstanceOf(HandshakeResult.Answer.class, responder.on(first)).packet();
    Bytes third = assertInstanceOf(HandshakeResult.AnswerAndEstablished.class, initiator.on(second)).packet();
    assertInstanceOf(HandshakeResult.NewPeer.class, responder.on(third));
    seeds(vectors.block("XX"), initiator, responder).put("message_1", first).put("message_2", second)
        .put("message_3", third);
    frames(vectors, initiator, responder);
  }

  private static Vectors seeds(Vectors vectors, Party initiator, Party responder) {
    return vectors.put("network", Party.NETWORK.secret()).put("initiator_number", 1)
        .put("initiator_seed", initiator.identity.seed()).put("initiator_key", initiator.id.key())
        .put("initiator_x25519", KeyMap.publicKey(initiator.id).orElseThrow()).put("responder_number", 2)
        .put("responder_seed", responder.identity.seed()).put("responder_key", responder.id.key())
        .put("responder_x25519", KeyMap.publicKey(responder.id).orElseThrow());
  }

  private static void frames(Vectors vectors, Party initiator, Party responder) {
    vectors.put("data_from_initiator", initiator.seal(responder, "ping").content())
        .put("data_from_responder", responder.seal(initiator, "pong").content())
        .put("envelope_from_initiator", initiator.sealInner(responder, "ping").content());
  }
}
