package org.sheratan.kernel;

import java.util.Locale;

/** A node's identity: its Ed25519 public key (RFC 8032), 32 bytes. Ordered by key. */
public record NodeId(Bytes key) implements Comparable<NodeId> {
  public static final int LENGTH = 32;
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int SHORT_CHARS = 8;

  public NodeId {
    if (key.length() != LENGTH) {
      throw new MalformedException("node id", 0, "needs " + LENGTH + " bytes, has " + key.length());
    }
  }

  /** The first two key bytes: what short frame headers carry. Hints may collide. */
  public int hint() {
    return key.at(0) << 8 | key.at(1);
  }

  /** Eight base32 characters (RFC 4648, lower case) of the key: for people and for job ids. */
  public String shortName() {
    StringBuilder name = new StringBuilder(SHORT_CHARS);
    for (int index = 0; index < SHORT_CHARS; index++) {
      name.append(BASE32.charAt(fiveBits(index)));
    }
    return name.toString();
  }

  /** @throws MalformedException unless {@code hex} is 64 hexadecimal digits */
  public static NodeId parse(String hex) {
    if (hex.length() != 2 * LENGTH || !hex.toLowerCase(Locale.ROOT).matches("[0-9a-f]+")) {
      throw new MalformedException("node id", 0, "expected 64 hexadecimal digits");
    }
    return new NodeId(Bytes.hex(hex));
  }

  public String toHex() {
    return key.toHex();
  }

  private int fiveBits(int index) {
    int bit = index * 5;
    int window = key.at(bit / 8) << 8 | key.at(bit / 8 + 1);
    return (window >>> (11 - bit % 8)) & 0x1f;
  }

  @Override
  public int compareTo(NodeId other) {
    return key.compareTo(other.key);
  }

  @Override
  public String toString() {
    return shortName();
  }
}
