package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;

import org.sheratan.kernel.Entropy;
import org.sheratan.radio.ether.Antenna;

class Sx1276FuzzTest extends ChipFuzz {
  private static final byte[] MODES = HexFormat.of().parseHex("0001808183858687");

  @Override
  LoraChip chip(Antenna antenna, Violations violations) {
    return new Sx1276Chip(antenna, false, violations, () -> {});
  }

  @Override
  byte[] access(Entropy entropy) {
    byte[] bytes = random(entropy, 4);
    return entropy.chance(0.3) ? new byte[]{(byte) 0x81, MODES[entropy.nextInt(MODES.length)]} : bytes;
  }

  @Override
  void assertFresh(LoraChip chip, String seed) {
    for (int[] one : List.of(new int[]{0x01, 0x09}, new int[]{0x06, 0x6C}, new int[]{0x09, 0x4F},
        new int[]{0x42, 0x12})) {
      byte[] bytes = {(byte) one[0], 0};
      chip.transfer(bytes);
      assertEquals(one[1], bytes[1], "register " + one[0] + ", " + seed);
    }
  }
}
