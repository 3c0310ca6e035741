package org.sheratan.radio.frame;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;

/**
 * Job kinds in 32 bits: a Bloom filter (Bloom 1970) with two hashes, the low five bits of the first two bytes of
 * SHA-256 over the kind's UTF-8. It may say yes wrongly, never no wrongly.
 *
 * @param bits bit n of the filter is bit n of this
 */
public record CapabilityFilter(int bits) {
  private static final int HASHES = 2;
  private static final int INDEX_MASK = 31;

  public static CapabilityFilter of(Collection<String> kinds) {
    int bits = 0;
    for (String kind : kinds) {
      bits |= mask(kind);
    }
    return new CapabilityFilter(bits);
  }

  /** False only when {@code kind} is certainly not offered. */
  public boolean mayHave(String kind) {
    int mask = mask(kind);
    return (bits & mask) == mask;
  }

  private static int mask(String kind) {
    byte[] hash = sha256(kind.getBytes(StandardCharsets.UTF_8));
    int mask = 0;
    for (int index = 0; index < HASHES; index++) {
      mask |= 1 << (hash[index] & INDEX_MASK);
    }
    return mask;
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
