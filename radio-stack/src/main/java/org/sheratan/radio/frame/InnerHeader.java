package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/**
 * In front of every end-to-end envelope, authenticated, in clear for relays.
 *
 * <pre>
 * 0  2  hint of the destination
 * 2  2  hint of the source
 * 4  2  counter of the session, never used twice, not by a hop frame either
 * </pre>
 */
public record InnerHeader(int destinationHint, int sourceHint, int counter) {
  public Bytes encode() {
    return new ByteWriter(Limits.INNER_HEADER_BYTES).u16(destinationHint).u16(sourceHint).u16(counter)
        .toBytes();
  }

  static InnerHeader decode(ByteReader reader) {
    return new InnerHeader(reader.u16("destination hint"), reader.u16("source hint"), reader.u16("counter"));
  }
}
