package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Vectors;
import org.sheratan.radio.secure.NoiseHandshake.KeyPair;

class NoiseVectorsTest {
  @Test
  void shouldPassThePublicVectors() throws IOException {
    List<Map<String, String>> vectors = Vectors.read("noise.txt");
    for (Map<String, String> vector : vectors) {
      run(vector);
    }
    assertEquals(4, vectors.stream().filter(vector -> vector.get("handshake").contains("KK")).count());
    assertEquals(4, vectors.stream().filter(vector -> vector.get("handshake").contains("XX")).count());
  }

  private static void run(Map<String, String> vector) {
    NoisePattern pattern = NoisePattern.valueOf(vector.get("handshake").substring(6, 8));
    assertEquals(vector.get("handshake"), pattern.protocolName());
    NoiseHandshake initiator = side(vector, pattern, true);
    NoiseHandshake responder = side(vector, pattern, false);
    int message = 0;
    for (; message < pattern.messages().size(); message++) {
      NoiseHandshake writer = message % 2 == 0 ? initiator : responder;
      Bytes sent = writer.write(hex(vector, "msg_" + message + "_payload")).orElseThrow();
      assertEquals(vector.get("msg_" + message + "_ciphertext"), sent.toHex());
      NoiseHandshake reader = message % 2 == 0 ? responder : initiator;
      assertEquals(Optional.of(hex(vector, "msg_" + message + "_payload")), reader.read(sent));
    }
    assertTrue(initiator.finished() && responder.finished());
    assertEquals(initiator.split(), responder.split());
    transport(vector, initiator.split(), message);
  }

  /** The initiator speaks first, whoever sent the last handshake message. */
  private static void transport(Map<String, String> vector, NoiseKeys keys, int from) {
    NoiseCipher[] ciphers = {new NoiseCipher(keys.fromInitiator()), new NoiseCipher(keys.fromResponder())};
    for (int message = from; vector.containsKey("msg_" + message + "_payload"); message++) {
      Bytes payload = hex(vector, "msg_" + message + "_payload");
      assertEquals(vector.get("msg_" + message + "_ciphertext"),
          ciphers[(message - from) % 2].encrypt(Bytes.EMPTY, payload).toHex());
    }
  }

  private static NoiseHandshake side(Map<String, String> vector, NoisePattern pattern, boolean initiator) {
    KeyPair own = pair(vector, initiator ? "init_static" : "resp_static");
    Bytes theirs = pair(vector, initiator ? "resp_static" : "init_static").publicKey();
    return new NoiseHandshake(DiffieHellman.X25519_CURVE, pattern, initiator, hex(vector, "prologue"), own,
        pair(vector, initiator ? "gen_init_ephemeral" : "gen_resp_ephemeral"),
        pattern.staticsKnown() ? theirs : null);
  }

  private static KeyPair pair(Map<String, String> vector, String name) {
    return KeyPair.of(DiffieHellman.X25519_CURVE, hex(vector, name));
  }

  private static Bytes hex(Map<String, String> vector, String name) {
    return Bytes.hex(vector.getOrDefault(name, ""));
  }
}
