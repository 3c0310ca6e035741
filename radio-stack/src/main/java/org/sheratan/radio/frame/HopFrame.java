package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * A sealed frame for one neighbor: header, ciphertext, tag.
 *
 * @param sealed ciphertext and {@link Limits#TAG_BYTES} of tag
 */
public record HopFrame(HopHeader header, Bytes sealed) {
  public Bytes encode() {
    return header.encode().concat(sealed);
  }

  /** @throws MalformedException when shorter than header and tag, or of a type that is not sealed */
  public static HopFrame decode(Bytes frame) {
    return new HopFrame(header(frame), frame.slice(Limits.HOP_HEADER_BYTES));
  }

  /**
   * Of a whole frame, of which nothing is copied.
   *
   * @throws MalformedException as {@link #decode}
   */
  public static HopHeader header(Bytes frame) {
    ByteReader reader = new ByteReader(frame);
    HopHeader header = HopHeader.decode(reader);
    reader.need("tag", Limits.TAG_BYTES);
    return header;
  }

  /** Whether {@link #decode} takes it. */
  public static boolean whole(Bytes frame) {
    return frame.length() >= Limits.HOP_OVERHEAD_BYTES && FrameHead.peek(frame).type().sealed();
  }
}
