package org.sheratan.radio.link.lora.sx127x;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.ChipFuzz;
import org.sheratan.radio.link.lora.LoraRadio;

class Sx127xFuzzTest extends ChipFuzz {
  private static final int MODE_ADDRESS = 0x01;

  @Override
  protected Liar liar(SeededEntropy entropy) {
    return new LyingRegisters(entropy, entropy.fork("chip"));
  }

  @Override
  protected boolean plausible(int rssiDbm) {
    return rssiDbm > -300 && rssiDbm < 200;
  }

  private static final class LyingRegisters implements Liar {
    private final Entropy lines;
    private final Entropy entropy;
    private final int[] registers = new int[128];
    private double lies;

    private LyingRegisters(Entropy lines, Entropy entropy) {
      this.lines = lines;
      this.entropy = entropy;
      registers[0x42] = 0x12;
    }

    @Override
    public LoraRadio radio() {
      return new Sx127x(new Sx127xBoard("id", "liar", this::transfer, high -> {}, () -> lines.chance(0.5),
          AntennaSwitch.NONE,
          new Sx127xBoard.Matching(Sx127xChip.SX1276, 862_000_000, 1_020_000_000), false, 17));
    }

    @Override
    public void lie() {
      lies = lines.chance(0.9) ? 0.2 : 0;
      registers[0x12] = 0x40;
    }

    @Override
    public void reset() {
      lies = 0;
      registers[MODE_ADDRESS] = 0;
    }

    private void transfer(byte[] bytes) {
      int address = bytes[0] & 0x7f;
      boolean write = (bytes[0] & 0x80) != 0;
      if (write && address != 0) {
        registers[address] = bytes[1] & 0xff & (address == 0x3B ? ~0x20 : 0xff);
      }
      for (int index = 1; index < bytes.length && !write; index++) {
        bytes[index] = entropy.chance(lies) ? (byte) entropy.nextLong() : (byte) registers[address];
      }
    }
  }
}
