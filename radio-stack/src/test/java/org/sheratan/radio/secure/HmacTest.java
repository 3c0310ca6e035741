package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

class HmacTest {
  /** RFC 4231, test cases 1, 3 and 6: a short key, a long message, a key longer than a block. */
  @Test
  void shouldAuthenticateAsTheRfcSays() {
    assertEquals("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        mac(new Hmac(repeated(0x0b, 20)), Bytes.utf8("Hi There").toArray()));
    assertEquals("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
        mac(new Hmac(repeated(0xaa, 20)), repeated(0xdd, 50)));
    assertEquals("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        mac(new Hmac(repeated(0xaa, 131)),
            Bytes.utf8("Test Using Larger Than Block-Size Key - Hash Key First").toArray()));
  }

  @Test
  void shouldMakeTheMacsOfTheJdk() throws GeneralSecurityException {
    SeededEntropy entropy = new SeededEntropy(1);
    for (int round = 0; round < 200; round++) {
      byte[] key = random(entropy, 1 + entropy.nextInt(100));
      Mac reference = Mac.getInstance("HmacSHA256");
      reference.init(new SecretKeySpec(key, "HmacSHA256"));
      Hmac hmac = new Hmac(key);
      for (int message = 0; message < 3; message++) {
        byte[] content = random(entropy, entropy.nextInt(200));
        assertEquals(Bytes.copyOf(reference.doFinal(content)).toHex(), mac(hmac, content), "seed 1 " + round);
      }
    }
  }

  @Test
  void shouldTakeAMessageInParts() {
    byte[] whole = Bytes.utf8("a message in parts").toArray();
    Hmac hmac = new Hmac(repeated(1, 32));
    String expected = mac(hmac, whole);
    hmac.update(whole[0]);
    hmac.update(whole, 1, 7);
    hmac.update(whole, 7, 7);
    assertEquals(expected, mac(hmac, Bytes.copyOf(whole, 7, whole.length).toArray()));
  }

  @Test
  void shouldNotShortenAMac() {
    assertThrows(IllegalArgumentException.class, () -> new Hmac(repeated(1, 32)).finish(new byte[31]));
  }

  private static String mac(Hmac hmac, byte[] content) {
    hmac.update(content, 0, content.length);
    byte[] mac = new byte[Hmac.BYTES];
    hmac.finish(mac);
    return Bytes.copyOf(mac).toHex();
  }

  private static byte[] repeated(int value, int count) {
    return Bytes.hex("%02x".formatted(value).repeat(count)).toArray();
  }

  private static byte[] random(SeededEntropy entropy, int length) {
    byte[] drawn = new byte[length];
    for (int index = 0; index < length; index++) {
      drawn[index] = (byte) entropy.nextLong();
    }
    return drawn;
  }
}
