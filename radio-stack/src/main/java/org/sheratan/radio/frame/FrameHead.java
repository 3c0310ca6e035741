package org.sheratan.radio.frame;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * The first byte of every frame: type (3 bits), priority (2), hop limit (3).
 *
 * @param hopLimit how many more links the content may cross after this one, 0..7; of a BATCH see {@link Batch}
 */
public record FrameHead(FrameType type, Priority priority, int hopLimit) {
  private static final int TYPE_SHIFT = 5;
  private static final int PRIORITY_SHIFT = 3;
  private static final int HOP_LIMIT_MASK = 7;
  /** Every head there is. */
  private static final FrameHead[] BY_BYTE = new FrameHead[256];

  static {
    for (int first = 0; first < BY_BYTE.length; first++) {
      BY_BYTE[first] = new FrameHead(FrameType.of(first >>> TYPE_SHIFT),
          Priority.of(first >>> PRIORITY_SHIFT),
          first & HOP_LIMIT_MASK);
    }
  }

  public FrameHead {
    Check.within(hopLimit, Limits.MAX_HOPS, "hop limit");
  }

  public int encode() {
    return type.code() << TYPE_SHIFT | priority.code() << PRIORITY_SHIFT | hopLimit;
  }

  /** @param first 0..255 */
  public static FrameHead decode(int first) {
    return BY_BYTE[first];
  }

  /**
   * What kind of frame this is, whatever follows.
   *
   * @throws MalformedException for empty frames
   */
  public static FrameHead peek(Bytes frame) {
    if (frame.length() == 0) {
      throw new MalformedException("frame", 0, "empty");
    }
    return decode(frame.at(0));
  }
}
