package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.MalformedException;

/** Boot epochs on the wire: four bytes, the top bit zero. */
final class Epochs {
  private Epochs() {}

  static int read(ByteReader reader) {
    long epoch = reader.u32("epoch");
    if (epoch > Integer.MAX_VALUE) {
      throw new MalformedException("epoch", reader.offset() - 4, "above " + Integer.MAX_VALUE);
    }
    return (int) epoch;
  }
}
