package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
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
class Sx1262FuzzTest {
  private static final Tuning TUNING = new Tuning(868_100_000, new LoraModulation(7, 125_000, 5, 8), 0x12,
      false);
  /** What a driver says on the way to transmitting and receiving, so that the fuzz gets somewhere. */
  private static final List<String> SENSE = List.of("8000", "897F", "98D7DB", "8A01", "863641999A",
      "9504070001", "8E0E02",
      "8B07040100", "8801160A00000000", "0803FF03FF00000000", "0D08D8DE", "0D088905", "9D01", "8001",
      "8C000800030100", "0D07360D", "0E00C0FFEE", "83000000", "82FFFFFF", "82000100", "C5", "0243FF", "8400",
      "150000");

  @Test
  void neverBreaksOnRandomAccess() {
    int violations = 0;
    for (long seed = 1; seed <= 100; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      Airwaves air = new Airwaves(entropy.fork("air"), PathLoss.COUNTRY);
      Antenna far = air.attach("far", "far", new Position(10, 0));
      Violations found = Violations.lenient("chip");
      Sx1262Chip chip = new Sx1262Chip(air.attach("chip", "chip", Position.ORIGIN), Sx1262Wiring.PLAIN, found,
          () -> {});
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
    byte[] bytes = new byte[1 + entropy.nextInt(entropy.chance(0.1) ? 300 : 9)];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) entropy.nextLong();
    }
    return entropy.chance(0.9)
        ? HexFormat.of().parseHex(SENSE.get(entropy.nextInt(SENSE.size())))
        : bytes;
  }

  private static void assertMended(Sx1262Chip chip, Airwaves air, long seed) {
    chip.reset().set(false);
    air.advance(air.nowMicros() + 10_000);
    chip.reset().set(true);
    air.advance(air.nowMicros() + 10_000);
    byte[] bytes = {0x1D, 0x07, 0x40, 0, 0, 0};
    chip.transfer(bytes);
    assertEquals("1424", HexFormat.of().formatHex(bytes, 4, 6), "seed " + seed);
    assertTrue(!chip.dio1().high(), "seed " + seed);
  }
}
