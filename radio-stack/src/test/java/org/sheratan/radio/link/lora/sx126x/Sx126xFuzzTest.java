package org.sheratan.radio.link.lora.sx126x;

import java.util.Optional;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.ChipFuzz;
import org.sheratan.radio.link.lora.LoraRadio;

class Sx126xFuzzTest extends ChipFuzz {
  @Override
  protected Liar liar(SeededEntropy entropy) {
    return new LyingCommands(entropy, entropy.fork("chip"));
  }

  @Override
  protected boolean plausible(int rssiDbm) {
    return rssiDbm <= 0 && rssiDbm >= -128;
  }

  private static final class LyingCommands implements Liar {
    private final Entropy lines;
    private final Entropy entropy;
    private final double busyOften;
    private final int[] registers = new int[0x1000];
    private int mode;
    private int irq;
    private double lies;

    private LyingCommands(Entropy lines, Entropy entropy) {
      this.lines = lines;
      this.entropy = entropy;
      busyOften = lines.chance(0.5) ? 0 : 0.3;
      reset();
    }

    @Override
    public LoraRadio radio() {
      return new Sx126x(new Sx126xBoard("id", "liar",
          new Sx126xBoard.Lines(this::transfer, high -> {}, () -> lines.chance(busyOften),
              () -> irq != 0 && lines.chance(0.9) || lines.chance(0.02)),
          AntennaSwitch.NONE,
          new Sx126xBoard.Matching(Sx126xChip.SX1262, 862_000_000, 928_000_000, 0, 22, 22), Optional.empty(),
          true, true));
    }

    @Override
    public void lie() {
      lies = lines.chance(0.5) ? 0.02 : 0;
      irq = lines.chance(0.5) ? Irq.RX_DONE : 1 << lines.nextInt(10);
    }

    @Override
    public void reset() {
      mode = 2;
      irq = 0;
      lies = 0;
      registers[0x0740] = 0x14;
      registers[0x0741] = 0x24;
      registers[0x076B] = 0x10;
    }

    private void transfer(byte[] bytes) {
      byte[] sent = bytes.clone();
      int opcode = sent[0] & 0xff;
      for (int index = 1; index < bytes.length; index++) {
        bytes[index] = entropy.chance(lies) ? (byte) entropy.nextLong() : (byte) (mode << 4);
      }
      int address = sent.length > 2 ? (sent[1] & 0xff) << 8 | sent[2] & 0xff : 0;
      switch (opcode) {
        case 0x80 -> mode = 2 + sent[1];
        case 0x02 -> irq = 0;
        case 0x82 -> mode = 5;
        case 0x83 -> mode = 6;
        case 0x0D -> {
          for (int index = 3; index < sent.length; index++) {
            registers[address + index - 3] = sent[index] & 0xff;
          }
        }
        case 0x1D -> answer(bytes, 4, address);
        case 0x12 -> answer(bytes, 2, -1);
        case 0x13 -> answer(bytes, 2, -3);
        default -> {
          if (opcode >= 0x11 && opcode <= 0x1E) {
            answer(bytes, opcode == 0x1E ? 3 : 2, -2);
          }
        }
      }
    }

    private void answer(byte[] bytes, int from, int address) {
      int opcode = bytes[0] & 0xff;
      for (int index = from; index < bytes.length; index++) {
        int truth = switch (address) {
          case -1 -> index == from ? irq >> 8 : irq & 0xff;
          case -2 -> opcode == 0x11 ? 1 : 0;
          case -3 -> 9;
          default -> registers[address + index - from];
        };
        bytes[index] = entropy.chance(lies) ? (byte) entropy.nextLong() : (byte) truth;
      }
    }
  }
}
