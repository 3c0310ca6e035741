package org.sheratan.core.message;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.MalformedException;

/**
 * A place in the order in which this node's messages came about or changed. Text form {@code epoch-number}, such as
 * {@code 3-17}; stored as two varints.
 */
public record Mark(int epoch, long number) implements Comparable<Mark> {
  /** Before every other. */
  public static final Mark START = new Mark(0, 0);

  /** @throws MalformedException unless {@code text} is {@code epoch-number} */
  public static Mark parse(String text) {
    if (!text.matches("[0-9]{1,9}-[0-9]{1,18}")) {
      throw new MalformedException("mark", 0, "expected epoch-number, such as 3-17");
    }
    String[] parts = text.split("-");
    return new Mark(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
  }

  ByteWriter write(ByteWriter out) {
    return out.varint(epoch).varint(number);
  }

  static Mark read(ByteReader in) {
    int epoch = (int) in.varint("mark epoch", Integer.MAX_VALUE);
    return new Mark(epoch, in.varint("mark number", Long.MAX_VALUE));
  }

  @Override
  public int compareTo(Mark other) {
    int byEpoch = Integer.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return epoch + "-" + number;
  }
}
