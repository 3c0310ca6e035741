package org.sheratan.radio.ether;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;

/** What noise does to bytes. */
final class Damage {
  private static final int MOST_FLIPS = 3;

  private Damage() {}

  /** Up to three bits the other way, at least one; an empty frame stays as it is. */
  static Bytes flip(Bytes frame, Entropy entropy) {
    if (frame.length() == 0) {
      return frame;
    }
    byte[] damaged = frame.toArray();
    for (int flips = 1 + entropy.nextInt(MOST_FLIPS); flips > 0; flips--) {
      damaged[entropy.nextInt(damaged.length)] ^= (byte) (1 << entropy.nextInt(8));
    }
    Bytes flipped = Bytes.copyOf(damaged);
    if (flipped.equals(frame)) {
      // Two flips of one bit.
      damaged[0] ^= 1;
      return Bytes.copyOf(damaged);
    }
    return flipped;
  }
}
