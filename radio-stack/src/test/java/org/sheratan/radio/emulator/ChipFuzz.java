package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;

/** A driver gone mad: violations, but nothing worse, and a reset mends it all. */
abstract class ChipFuzz {
  abstract LoraChip chip(Antenna antenna, Violations violations);

  /** Nonsense, but often what leads to transmitting and receiving, so that the fuzz gets somewhere. */
  abstract byte[] access(Entropy entropy);

  /** Some of what the datasheet says about the time after a reset. */
  abstract void assertFresh(LoraChip chip, String seed);

  @Test
  void neverBreaksOnRandomAccess() {
    int violations = 0;
    for (long seed = 1; seed <= 100; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      Airwaves air = new Airwaves(entropy.fork("air"), PathLoss.COUNTRY);
      Antenna far = air.attach("far", "far", new Position(10, 0));
      Violations found = Violations.lenient("chip");
      LoraChip chip = chip(air.attach("chip", "chip", Position.ORIGIN), found);
      for (int turn = 0; turn < 300; turn++) {
        chip.transfer(access(entropy));
        if (entropy.chance(0.05)) {
          far.receive(ChipProbe.TUNING);
          far.transmit(ChipProbe.TUNING, 14, Bytes.copyOf(new byte[1 + entropy.nextInt(255)]));
        }
        air.advance(air.nowMicros() + entropy.nextInt(20_000));
      }
      violations += found.found().size();
      assertMended(chip, air, "seed " + seed);
    }
    assertTrue(violations > 1_000, violations + " violations");
  }

  private void assertMended(LoraChip chip, Airwaves air, String seed) {
    chip.reset().set(false);
    air.advance(air.nowMicros() + 10_000);
    chip.reset().set(true);
    air.advance(air.nowMicros() + 10_000);
    assertFresh(chip, seed);
    assertFalse(chip.interrupt().high(), seed);
  }

  static byte[] random(Entropy entropy, int shortBytes) {
    byte[] bytes = new byte[1 + entropy.nextInt(entropy.chance(0.1) ? 300 : shortBytes)];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) entropy.nextLong();
    }
    return bytes;
  }
}
