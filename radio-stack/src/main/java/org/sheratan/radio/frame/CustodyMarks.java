package org.sheratan.radio.frame;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * In clear, to whoever handed something over on a shared medium: it has been taken, or there is no room for it. A mark
 * is short because it only ends the repeats of one hop; the origin keeps the message until its destination has
 * acknowledged it.
 *
 * <pre>
 * 0  1  head: ANNOUNCE, priority HIGH, hop limit 1
 * 1  .  marks, 3 bytes each
 * </pre>
 *
 * @param marks 1..{@link #MOST}, each 24 bits
 */
public record CustodyMarks(List<Integer> marks) {
  /** In one frame; more would make guessing cheap. */
  public static final int MOST = 16;
  public static final int MARK_BYTES = 3;
  /** No mark has this value. */
  public static final int NONE = -1;
  private static final FrameHead HEAD = new FrameHead(FrameType.ANNOUNCE, Priority.HIGH, 1);

  public CustodyMarks {
    marks = List.copyOf(marks);
    Check.that(!marks.isEmpty() && marks.size() <= MOST, "so many marks do not go in one frame");
  }

  /** Announces have another priority, questions another hop limit. */
  public static boolean is(FrameHead head) {
    return head.equals(HEAD);
  }

  public static int lengthBytes(int count) {
    return 1 + MARK_BYTES * count;
  }

  public Bytes encode() {
    ByteWriter writer = new ByteWriter(lengthBytes(marks.size())).u8(HEAD.encode());
    marks.forEach(mark -> writer.u8(mark >>> 16).u16(mark & 0xffff));
    return writer.toBytes();
  }

  /** @throws MalformedException unless it is what {@link #encode} makes */
  public static CustodyMarks decode(Bytes frame) {
    ByteReader reader = new ByteReader(frame);
    if (!is(FrameHead.decode(reader.u8("head")))) {
      throw new MalformedException("head", 0, "not of custody marks");
    }
    if (reader.remaining() == 0 || reader.remaining() > MOST * MARK_BYTES) {
      throw new MalformedException("marks", 1, reader.remaining() + " bytes");
    }
    List<Integer> marks = new ArrayList<>();
    while (reader.remaining() > 0) {
      marks.add(reader.u8("mark") << 16 | reader.u16("mark"));
    }
    return new CustodyMarks(marks);
  }
}
