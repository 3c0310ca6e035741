package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.secure.NoiseHandshake.KeyPair;

class NoiseHandshakeTest {
  private final SeededSecrets secrets = new SeededSecrets("noise");
  private final KeyPair initiatorKey = pair();
  private final KeyPair responderKey = pair();

  @Test
  void shouldNoticeEveryChangedByte() {
    Bytes message = initiator(NoisePattern.KK, Bytes.EMPTY).write(Bytes.EMPTY).orElseThrow();
    for (int index = 0; index < message.length(); index++) {
      byte[] damaged = message.toArray();
      damaged[index] ^= 0x10;
      assertTrue(responder(NoisePattern.KK, Bytes.EMPTY).read(Bytes.copyOf(damaged)).isEmpty());
    }
  }

  @Test
  void shouldNoticeAnotherPrologue() {
    Bytes message = initiator(NoisePattern.KK, Bytes.utf8("one")).write(Bytes.EMPTY).orElseThrow();
    assertTrue(responder(NoisePattern.KK, Bytes.utf8("two")).read(message).isEmpty());
  }

  @Test
  void shouldSurviveAForgeryReadByACopy() {
    NoiseHandshake initiator = initiator(NoisePattern.XX, Bytes.EMPTY);
    NoiseHandshake responder = responder(NoisePattern.XX, Bytes.EMPTY);
    responder.read(initiator.write(Bytes.EMPTY).orElseThrow());
    Bytes answer = responder.write(Bytes.EMPTY).orElseThrow();
    byte[] forged = answer.toArray();
    forged[40] ^= 1;
    assertTrue(initiator.copy().read(Bytes.copyOf(forged)).isEmpty());
    assertTrue(initiator.read(answer).isPresent());
    assertEquals(responderKey.publicKey(), initiator.remoteStatic());
  }

  @Test
  void shouldRefusePointsOfSmallOrder() {
    Bytes zero = Bytes.copyOf(new byte[32]);
    assertTrue(
        responder(NoisePattern.KK, Bytes.EMPTY).read(zero.concat(Bytes.copyOf(new byte[16]))).isEmpty());
    NoiseHandshake responder = responder(NoisePattern.XX, Bytes.EMPTY);
    assertTrue(responder.read(zero).isPresent());
    assertTrue(responder.write(Bytes.EMPTY).isEmpty());
  }

  @Test
  void shouldRefuseWhatIsTooShort() {
    assertThrows(MalformedException.class,
        () -> responder(NoisePattern.KK, Bytes.EMPTY).read(Bytes.copyOf(new byte[31])));
    assertTrue(responder(NoisePattern.KK, Bytes.EMPTY).read(Bytes.copyOf(initiatorKey.publicKey().toArray()))
        .isEmpty());
  }

  @Test
  void shouldKeepTurns() {
    NoiseHandshake initiator = initiator(NoisePattern.XX, Bytes.EMPTY);
    assertThrows(IllegalStateException.class, () -> initiator.read(Bytes.EMPTY));
    assertThrows(IllegalStateException.class, initiator::split);
    initiator.write(Bytes.EMPTY);
    assertThrows(IllegalStateException.class, () -> initiator.write(Bytes.EMPTY));
    assertFalse(initiator.finished());
  }

  @Test
  void shouldShowNoSecret() {
    assertEquals("NoiseKeys", new NoiseKeys(Bytes.EMPTY, Bytes.EMPTY).toString());
    assertFalse(initiatorKey.toString().contains(initiatorKey.secret().toHex()));
  }

  private NoiseHandshake initiator(NoisePattern pattern, Bytes prologue) {
    return new NoiseHandshake(DiffieHellman.X25519_CURVE, pattern, true, prologue, initiatorKey, pair(),
        pattern.staticsKnown() ? responderKey.publicKey() : null);
  }

  private NoiseHandshake responder(NoisePattern pattern, Bytes prologue) {
    return new NoiseHandshake(DiffieHellman.X25519_CURVE, pattern, false, prologue, responderKey, pair(),
        pattern.staticsKnown() ? initiatorKey.publicKey() : null);
  }

  private KeyPair pair() {
    return KeyPair.of(DiffieHellman.X25519_CURVE, secrets.next(32));
  }
}
