package org.sheratan.radio.secure;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.sheratan.kernel.Bytes;

/** The JDK's hashes, which have processor support, without their checked exceptions. */
final class Digests {
  private static final String HMAC = "HmacSHA256";

  private Digests() {}

  static byte[] sha256(byte[]... parts) {
    return hash("SHA-256", parts);
  }

  static byte[] sha512(byte[]... parts) {
    return hash("SHA-512", parts);
  }

  static byte[] hmacSha256(byte[] key, byte[]... parts) {
    Mac mac = keyedMac(key);
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  /** HMAC-SHA-256 (RFC 2104) ready for many messages under one key. */
  static Mac keyedMac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("every JDK has " + HMAC, impossible);
    }
  }

  /** Equal in a time that depends on the length alone. */
  static boolean equal(Bytes one, Bytes other) {
    return MessageDigest.isEqual(one.toArray(), other.toArray());
  }

  private static byte[] hash(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has " + algorithm, missing);
    }
  }
}
