package org.sheratan.radio.secure;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

import org.sheratan.kernel.Bytes;

/**
 * HMAC-SHA-256 (RFC 2104) under one key, for one message after the other. The JDK's makes new arrays for each; forgeries
 * are tried with session after session, so this one makes none.
 */
final class Hmac {
  static final int BYTES = 32;
  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MessageDigest digest = Digests.digest("SHA-256");
  private final byte[] innerKey;
  private final byte[] outerKey;

  Hmac(byte[] key) {
    byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? Digests.sha256(key) : key, BLOCK_BYTES);
    this.innerKey = masked(block, INNER);
    this.outerKey = masked(block, OUTER);
    digest.update(innerKey);
  }

  void update(byte next) {
    digest.update(next);
  }

  void update(byte[] content, int from, int to) {
    digest.update(content, from, to - from);
  }

  void update(Bytes content) {
    content.feed(digest);
  }

  /**
   * Ends the message; the next one may begin.
   *
   * @param mac of {@link #BYTES}, filled
   */
  void finish(byte[] mac) {
    try {
      digest.digest(mac, 0, BYTES);
      digest.update(outerKey);
      digest.update(mac, 0, BYTES);
      digest.digest(mac, 0, BYTES);
      digest.update(innerKey);
    } catch (DigestException tooShort) {
      throw new IllegalStateException("a MAC has " + BYTES + " bytes", tooShort);
    }
  }

  private static byte[] masked(byte[] block, byte mask) {
    byte[] masked = block.clone();
    for (int index = 0; index < BLOCK_BYTES; index++) {
      masked[index] ^= mask;
    }
    return masked;
  }
}
