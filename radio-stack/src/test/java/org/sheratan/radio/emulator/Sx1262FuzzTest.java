package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;

import org.sheratan.kernel.Entropy;
import org.sheratan.radio.ether.Antenna;

class Sx1262FuzzTest extends ChipFuzz {
  private static final List<String> SENSE = List.of("8000", "897F", "98D7DB", "8A01", "863641999A",
      "9504070001", "8E0E02", "8B07040100", "8801160A00000000", "0803FF03FF00000000", "0D08D8DE", "0D088905",
      "9D01", "8001", "8C000800030100", "0D07360D", "0E00C0FFEE", "83000000", "82FFFFFF", "82000100", "C5",
      "0243FF", "8400", "150000");

  @Override
  LoraChip chip(Antenna antenna, Violations violations) {
    return new Sx1262Chip(antenna, Sx1262Wiring.PLAIN, violations, () -> {});
  }

  @Override
  byte[] access(Entropy entropy) {
    byte[] bytes = random(entropy, 9);
    return entropy.chance(0.9) ? HexFormat.of().parseHex(SENSE.get(entropy.nextInt(SENSE.size()))) : bytes;
  }

  @Override
  void assertFresh(LoraChip chip, String seed) {
    byte[] bytes = {0x1D, 0x07, 0x40, 0, 0, 0};
    chip.transfer(bytes);
    assertEquals("1424", HexFormat.of().formatHex(bytes, 4, 6), seed);
  }
}
