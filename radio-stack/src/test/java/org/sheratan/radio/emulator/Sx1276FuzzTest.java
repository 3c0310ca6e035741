package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.ether.Tuning;

/** A driver gone mad: violations, but nothing worse, and a reset mends it all. */
class Sx1276FuzzTest {
  private static final Tuning TUNING = new Tuning(868_100_000, new LoraModulation(7, 125_000, 5, 8), 0x12,
      false);
  private static final byte[] MODES = {0x00, 0x01, (byte) 0x80, (byte) 0x81, (byte) 0x83, (byte) 0x85,
      (byte) 0x86,
      (byte) 0x87};

  @Test
  void neverBreaksOnRandomAccess() {
    int violations = 0;
    for (long seed = 1; seed <= 100; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      Airwaves air = new Airwaves(entropy.fork("air"), PathLoss.COUNTRY);
      Antenna far = air.attach("far", "far", new Position(10, 0));
      Violations found = Violations.lenient("chip");
      Sx1276Chip chip = new Sx1276Chip(air.attach("chip", "chip", Position.ORIGIN), false, found, () -> {});
      for (int turn = 0; turn < 300; turn++) {
        chip.transfer(access(entropy));
        if (entropy.chance(0.05)) {
          far.receive(TUNING);
          far.transmit(TUNING, 14, Bytes.copyOf(new byte[1 + entropy.nextInt(255)]));
        }
        air.advance(air.nowMicros() + entropy.nextInt(20_000));
      }
      violations += found.found().size();
      assertMended(chip, air, seed);
    }
    assertTrue(violations > 1_000, violations + " violations");
  }

  private static byte[] access(Entropy entropy) {
    byte[] bytes = new byte[1 + entropy.nextInt(entropy.chance(0.1) ? 300 : 4)];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) entropy.nextLong();
    }
    if (entropy.chance(0.3)) {
      return new byte[]{(byte) 0x81, MODES[entropy.nextInt(MODES.length)]};
    }
    return bytes;
  }

  private static void assertMended(Sx1276Chip chip, Airwaves air, long seed) {
    chip.reset().set(false);
    air.advance(air.nowMicros() + 10_000);
    chip.reset().set(true);
    air.advance(air.nowMicros() + 10_000);
    for (int[] one : List.of(new int[]{0x01, 0x09}, new int[]{0x06, 0x6C}, new int[]{0x09, 0x4F},
        new int[]{0x42, 0x12})) {
      byte[] bytes = {(byte) one[0], 0};
      chip.transfer(bytes);
      assertEquals(one[1], bytes[1], "register " + one[0] + ", seed " + seed);
    }
    assertTrue(!chip.dio0().high(), "seed " + seed);
  }
}
