package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

/** What comes from libraries does what its standard says. */
class PrimitivesTest {
  private static final DiffieHellman CURVE = DiffieHellman.X25519_CURVE;

  /** RFC 7748, section 6.1. */
  @Test
  void shouldAgreeAsTheRfcSays() {
    Bytes alice = Bytes.hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    Bytes bob = Bytes.hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    Bytes alicePublic = Bytes.hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    Bytes bobPublic = Bytes.hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    Bytes shared = Bytes.hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    assertEquals(alicePublic, CURVE.publicKey(alice));
    assertEquals(bobPublic, CURVE.publicKey(bob));
    assertEquals(Optional.of(shared), CURVE.agree(alice, bobPublic));
    assertEquals(Optional.of(shared), CURVE.agree(bob, alicePublic));
  }

  @Test
  void shouldRefuseToAgreeOnZero() {
    Bytes secret = Bytes.hex("5d".repeat(32));
    String[] smallOrder = {"00".repeat(32), "01" + "00".repeat(31),
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"};
    for (String point : smallOrder) {
      assertEquals(Optional.empty(), CURVE.agree(secret, Bytes.hex(point)));
    }
  }

  /** RFC 4231, test case 2. */
  @Test
  void shouldAuthenticateAsTheRfcSays() {
    byte[] key = Bytes.utf8("Jefe").toArray();
    byte[] mac = Digests.hmacSha256(key, Bytes.utf8("what do ya want ").toArray(),
        Bytes.utf8("for nothing?").toArray());
    assertEquals("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Bytes.copyOf(mac).toHex());
  }

  @Test
  void shouldHashPartsAsOne() {
    byte[] abc = Bytes.utf8("abc").toArray();
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Bytes.copyOf(Digests.sha256(abc)).toHex());
    assertArrayEquals(Digests.sha256(abc), Digests.sha256(new byte[]{'a'}, new byte[]{'b', 'c'}));
    assertEquals(64, Digests.sha512(abc).length);
  }

  @Test
  void shouldCompareWholeValues() {
    assertTrue(Digests.equal(Bytes.hex("0102"), Bytes.hex("0102")));
    assertFalse(Digests.equal(Bytes.hex("0102"), Bytes.hex("0103")));
    assertFalse(Digests.equal(Bytes.hex("0102"), Bytes.hex("01")));
  }

  @Test
  void shouldCountNoncesAndNoticeForgeries() {
    NoiseCipher sender = new NoiseCipher(Bytes.hex("01".repeat(32)));
    NoiseCipher receiver = new NoiseCipher(Bytes.hex("01".repeat(32)));
    Bytes first = sender.encrypt(Bytes.EMPTY, Bytes.utf8("a"));
    Bytes second = sender.encrypt(Bytes.EMPTY, Bytes.utf8("a"));
    assertFalse(first.equals(second));
    assertEquals(Optional.empty(), receiver.decrypt(Bytes.EMPTY, second));
    assertEquals(Optional.empty(), receiver.decrypt(Bytes.hex("00"), first));
    assertEquals(Optional.empty(), receiver.decrypt(Bytes.EMPTY, first.slice(0, 15)));
    assertEquals(Optional.of(Bytes.utf8("a")), receiver.decrypt(Bytes.EMPTY, first));
    assertEquals(Optional.of(Bytes.utf8("a")), receiver.copy().decrypt(Bytes.EMPTY, second));
    assertEquals(Optional.of(Bytes.utf8("a")), receiver.decrypt(Bytes.EMPTY, second));
  }
}
