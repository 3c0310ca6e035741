package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

class DamageTest {
  @Test
  void shouldFlipOneToThreeBits() {
    Entropy entropy = new SeededEntropy(4);
    Bytes frame = Bytes.hex("a55a");
    for (int round = 0; round < 10_000; round++) {
      Bytes damaged = Damage.flip(frame, entropy);
      int flipped = Integer.bitCount((damaged.at(0) << 8 | damaged.at(1)) ^ 0xa55a);
      assertTrue(flipped >= 1 && flipped <= 3, "two flips of one bit are not none: " + flipped);
    }
  }

  @Test
  void shouldLeaveNothingAsItIs() {
    assertEquals(Bytes.EMPTY, Damage.flip(Bytes.EMPTY, new SeededEntropy(4)));
  }
}
