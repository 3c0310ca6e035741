package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * In front of every sealed frame, authenticated, in clear.
 *
 * <pre>
 * 0  1  head, see {@link FrameHead}
 * 1  1  key id (2 bits), lifetime code (6 bits)
 * 2  2  hint of the destination
 * 4  2  counter of the session, never used twice
 * </pre>
 *
 * @param lifetimeCode remaining lifetime, see {@link LifetimeCode}
 */
public record HopHeader(FrameHead head, int keyId, int lifetimeCode, int destinationHint, int counter) {
  private static final int KEY_ID_OFFSET = 1;
  private static final int DESTINATION_OFFSET = 2;
  private static final int COUNTER_OFFSET = 4;
  private static final int KEY_ID_SHIFT = 6;

  public HopHeader {
    Check.that(head.type().sealed(), "not a sealed frame");
    Check.within(keyId, Limits.MAX_KEY_ID, "key id");
    Check.within(lifetimeCode, Limits.MAX_LIFETIME_CODE, "lifetime code");
  }

  public Bytes encode() {
    return new ByteWriter(Limits.HOP_HEADER_BYTES).u8(head.encode()).u8(keyId << KEY_ID_SHIFT | lifetimeCode)
        .u16(destinationHint).u16(counter).toBytes();
  }

  static HopHeader decode(ByteReader reader) {
    FrameHead head = FrameHead.decode(reader.u8("head"));
    if (!head.type().sealed()) {
      throw new MalformedException("frame type", 0, head.type() + " is not sealed");
    }
    int second = reader.u8("key id and lifetime");
    return new HopHeader(head, second >>> KEY_ID_SHIFT, second & Limits.MAX_LIFETIME_CODE,
        reader.u16("destination hint"), reader.u16("counter"));
  }

  /** Of a frame that is {@link HopFrame#whole}, as the next two: what is not for us needs no header made. */
  public static int keyId(Bytes frame) {
    return frame.at(KEY_ID_OFFSET) >>> KEY_ID_SHIFT;
  }

  public static int destinationHint(Bytes frame) {
    return frame.at(DESTINATION_OFFSET) << Byte.SIZE | frame.at(DESTINATION_OFFSET + 1);
  }

  public static int counter(Bytes frame) {
    return frame.at(COUNTER_OFFSET) << Byte.SIZE | frame.at(COUNTER_OFFSET + 1);
  }
}
