package org.sheratan.core.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.sheratan.kernel.Bytes;

/** SHA-256 over everything that happened, in order: equal seeds must give equal hashes on any JVM. */
final class TraceHash {
  private final MessageDigest digest;
  private long events;

  TraceHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  void event(long atMs, String node, String what, Bytes content) {
    events++;
    for (int shift = 56; shift >= 0; shift -= 8) {
      digest.update((byte) (atMs >>> shift));
    }
    digest.update(node.getBytes(StandardCharsets.US_ASCII));
    digest.update((byte) 0);
    digest.update(what.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(content.toArray());
  }

  long events() {
    return events;
  }

  /** Of all events so far. */
  String hex() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException notCloneable) {
      throw new IllegalStateException("the SHA-256 of every Java can be cloned", notCloneable);
    }
  }
}
