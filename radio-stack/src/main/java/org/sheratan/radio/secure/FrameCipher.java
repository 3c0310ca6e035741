package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Limits;

/**
 * Seals one direction of a session: ChaCha20 (RFC 8439), then HMAC-SHA-256 (RFC 2104) over purpose, header and
 * ciphertext, truncated to eight bytes. Both keys come from the session's key; why not a truncated Poly1305, and
 * why not CCM, says docs/decisions/0010.
 */
final class FrameCipher {
  private static final String ALGORITHM = "ChaCha20";
  private static final int NONCE_BYTES = 12;
  private static final byte[] ENCRYPT_LABEL = "sheratan/frame/encrypt/1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MAC_LABEL = "sheratan/frame/authenticate/1".getBytes(StandardCharsets.US_ASCII);

  private final SecretKeySpec key;
  private final Cipher cipher;
  private final Mac mac;

  /** Keeps hop frames, envelopes and group frames apart. Codes go into nonce and MAC and never change. */
  enum Purpose {
    HOP(1), INNER(2), INNER_CONTROL(3), GROUP(4);

    private final byte code;

    Purpose(int code) {
      this.code = (byte) code;
    }
  }

  FrameCipher(Bytes sessionKey) {
    byte[] secret = sessionKey.toArray();
    this.key = new SecretKeySpec(Digests.hmacSha256(secret, ENCRYPT_LABEL), ALGORITHM);
    this.mac = Digests.keyedMac(Digests.hmacSha256(secret, MAC_LABEL));
    try {
      this.cipher = Cipher.getInstance(ALGORITHM);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
    }
  }

  /** @param counter never twice with one key, whatever the purpose */
  Bytes seal(Purpose purpose, int counter, Bytes header, Bytes plaintext) {
    byte[] ciphertext = crypt(Cipher.ENCRYPT_MODE, purpose, counter, plaintext.toArray(), plaintext.length());
    byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + Limits.TAG_BYTES);
    byte[] tag = tag(purpose, header.toArray(), sealed, ciphertext.length);
    System.arraycopy(tag, 0, sealed, ciphertext.length, Limits.TAG_BYTES);
    return Bytes.copyOf(sealed);
  }

  /**
   * Empty when the tag is wrong.
   *
   * @param content ciphertext and tag
   */
  Optional<Bytes> open(Purpose purpose, int counter, byte[] header, byte[] content) {
    int length = content.length - Limits.TAG_BYTES;
    byte[] tag = tag(purpose, header, content, length);
    int difference = 0;
    for (int index = 0; index < Limits.TAG_BYTES; index++) {
      difference |= tag[index] ^ content[length + index];
    }
    return difference == 0
        ? Optional.of(Bytes.copyOf(crypt(Cipher.DECRYPT_MODE, purpose, counter, content, length)))
        : Optional.empty();
  }

  private byte[] tag(Purpose purpose, byte[] header, byte[] content, int length) {
    mac.update(purpose.code);
    mac.update(header);
    mac.update(content, 0, length);
    return mac.doFinal();
  }

  private byte[] crypt(int mode, Purpose purpose, int counter, byte[] content, int length) {
    byte[] nonce = new byte[NONCE_BYTES];
    nonce[0] = purpose.code;
    nonce[NONCE_BYTES - 2] = (byte) (counter >>> 8);
    nonce[NONCE_BYTES - 1] = (byte) counter;
    try {
      cipher.init(mode, key, new ChaCha20ParameterSpec(nonce, 0));
      return cipher.doFinal(content, 0, length);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("counter " + counter + " used twice, or no " + ALGORITHM, impossible);
    }
  }
}
