package org.sheratan.radio.ether;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;

/** What noise does to bytes. */
final class Damage {
  private static final int MOST_FLIPS = 3;

  private Damage() {}

  /** One to three bits the other way; an empty frame stays as it is. */
  static Bytes flip(Bytes frame, Entropy entropy) {
    if (frame.length() == 0) {
      return frame;
    }
    byte[] damaged = frame.toArray();
    for (int flips = 1 + entropy.nextInt(MOST_FLIPS); flips > 0; flips--) {
      damaged[entropy.nextInt(damaged.length)] ^= (byte) (1 << entropy.nextInt(8));
    }
    return Bytes.copyOf(damaged);
  }
}
