package org.sheratan.radio.frame;

import java.util.Locale;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** Names a group: a hash of who made it, so that nobody else can sign for it. Ordered by its bytes. */
public record GroupId(Bytes bytes) implements Comparable<GroupId> {
  public static final int LENGTH = 8;

  public GroupId {
    if (bytes.length() != LENGTH) {
      throw new MalformedException("group id", 0, "needs " + LENGTH + " bytes, has " + bytes.length());
    }
  }

  /** The first two bytes: what frames carry. Hints may collide. */
  public int hint() {
    return bytes.at(0) << 8 | bytes.at(1);
  }

  /** @throws MalformedException unless {@code hex} is 16 hexadecimal digits */
  public static GroupId parse(String hex) {
    if (hex.length() != 2 * LENGTH || !hex.toLowerCase(Locale.ROOT).matches("[0-9a-f]+")) {
      throw new MalformedException("group id", 0, "expected 16 hexadecimal digits");
    }
    return new GroupId(Bytes.hex(hex));
  }

  public String toHex() {
    return bytes.toHex();
  }

  @Override
  public int compareTo(GroupId other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
