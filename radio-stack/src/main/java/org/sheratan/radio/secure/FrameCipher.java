package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.ArrivalMarks;
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
  private final byte[] nonce = new byte[NONCE_BYTES];

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
    int from = header.length();
    int end = from + plaintext.length();
    byte[] content = new byte[end + Limits.TAG_BYTES];
    header.copyTo(content, 0);
    plaintext.copyTo(content, from);
    crypt(Cipher.ENCRYPT_MODE, purpose, counter, content, from, end);
    System.arraycopy(tag(purpose, content, end), 0, content, end, Limits.TAG_BYTES);
    return Bytes.copyOf(content, from, content.length);
  }

  /**
   * Empty when the tag is wrong.
   *
   * @param content header, ciphertext and tag; overwritten when the tag is right
   */
  Optional<Bytes> open(Purpose purpose, int counter, byte[] content, int headerBytes) {
    int end = content.length - Limits.TAG_BYTES;
    byte[] tag = tag(purpose, content, end);
    int difference = 0;
    for (int index = 0; index < Limits.TAG_BYTES; index++) {
      difference |= tag[index] ^ content[end + index];
    }
    if (difference != 0) {
      return Optional.empty();
    }
    crypt(Cipher.DECRYPT_MODE, purpose, counter, content, headerBytes, end);
    return Optional.of(Bytes.copyOf(content, headerBytes, end));
  }

  /**
   * What follows the tag in the same MAC: nobody can tell it without this key. Empty when the tag is wrong.
   *
   * @param content header, ciphertext and tag
   */
  Optional<Bytes> proof(Purpose purpose, Bytes content) {
    int end = content.length() - Limits.TAG_BYTES;
    Bytes whole = Bytes.copyOf(tag(purpose, content.toArray(), end));
    return whole.slice(0, Limits.TAG_BYTES).equals(content.slice(end))
        ? Optional.of(whole.slice(Limits.TAG_BYTES, Limits.TAG_BYTES + ArrivalMarks.PROOF_BYTES))
        : Optional.empty();
  }

  private byte[] tag(Purpose purpose, byte[] content, int end) {
    mac.update(purpose.code);
    mac.update(content, 0, end);
    return mac.doFinal();
  }

  private void crypt(int mode, Purpose purpose, int counter, byte[] content, int from, int end) {
    nonce[0] = purpose.code;
    nonce[NONCE_BYTES - 2] = (byte) (counter >>> 8);
    nonce[NONCE_BYTES - 1] = (byte) counter;
    try {
      cipher.init(mode, key, new ChaCha20ParameterSpec(nonce, 0));
      cipher.doFinal(content, from, end - from, content, from);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("counter " + counter + " used twice, or no " + ALGORITHM, impossible);
    }
  }
}
