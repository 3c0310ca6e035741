package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
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
  private final Hmac mac;
  private final byte[] nonce = new byte[NONCE_BYTES];
  /** The whole MAC of what was sealed or tried last. */
  private final byte[] tag = new byte[Hmac.BYTES];

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
    this.mac = new Hmac(Digests.hmacSha256(secret, MAC_LABEL));
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
    authenticate(purpose, content, end);
    System.arraycopy(tag, 0, content, end, Limits.TAG_BYTES);
    return Bytes.copyOf(content, from, content.length);
  }

  /**
   * Empty when the tag is wrong.
   *
   * @param content header, ciphertext and tag; overwritten when the tag is right
   */
  Optional<Bytes> open(Purpose purpose, int counter, byte[] content, int headerBytes) {
    return genuine(purpose, content, content.length)
        ? Optional.of(decrypt(purpose, counter, content, content.length, headerBytes))
        : Optional.empty();
  }

  /**
   * Whether the tag is right.
   *
   * @param content header, ciphertext and tag in its first {@code length} bytes
   */
  boolean genuine(Purpose purpose, byte[] content, int length) {
    int end = length - Limits.TAG_BYTES;
    authenticate(purpose, content, end);
    int difference = 0;
    for (int index = 0; index < Limits.TAG_BYTES; index++) {
      difference |= tag[index] ^ content[end + index];
    }
    return difference == 0;
  }

  /**
   * The plaintext of what is {@link #genuine}, and of nothing else.
   *
   * @param content the same; of the plaintext nothing is left there
   */
  Bytes decrypt(Purpose purpose, int counter, byte[] content, int length, int headerBytes) {
    int end = length - Limits.TAG_BYTES;
    crypt(Cipher.DECRYPT_MODE, purpose, counter, content, headerBytes, end);
    Bytes plaintext = Bytes.copyOf(content, headerBytes, end);
    Arrays.fill(content, headerBytes, end, (byte) 0);
    return plaintext;
  }

  /** What follows the tag in the MAC of what was genuine just now: nobody can tell it without this key. */
  Bytes proof() {
    return Bytes.copyOf(tag, Limits.TAG_BYTES, Limits.TAG_BYTES + ArrivalMarks.PROOF_BYTES);
  }

  /**
   * The same of {@code content}. Empty when the tag is wrong.
   *
   * @param content header, ciphertext and tag
   */
  Optional<Bytes> proof(Purpose purpose, Bytes content) {
    return genuine(purpose, content.toArray(), content.length()) ? Optional.of(proof()) : Optional.empty();
  }

  private void authenticate(Purpose purpose, byte[] content, int end) {
    mac.update(purpose.code);
    mac.update(content, 0, end);
    mac.finish(tag);
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
