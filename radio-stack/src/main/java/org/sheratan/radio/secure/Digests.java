package org.sheratan.radio.secure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.sheratan.kernel.Bytes;

/** The JDK's hashes, which have processor support, without their checked exceptions. */
final class Digests {
  private Digests() {}

  static byte[] sha256(byte[]... parts) {
    return hash("SHA-256", parts);
  }

  static byte[] sha512(byte[]... parts) {
    return hash("SHA-512", parts);
  }

  static byte[] hmacSha256(byte[] key, byte[]... parts) {
    Hmac hmac = new Hmac(key);
    for (byte[] part : parts) {
      hmac.update(part, 0, part.length);
    }
    byte[] mac = new byte[Hmac.BYTES];
    hmac.finish(mac);
    return mac;
  }

  /** Equal in a time that depends on the length alone. */
  static boolean equal(Bytes one, Bytes other) {
    return MessageDigest.isEqual(one.toArray(), other.toArray());
  }

  private static byte[] hash(String algorithm, byte[]... parts) {
    MessageDigest digest = digest(algorithm);
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has " + algorithm, missing);
    }
  }
}
