package org.sheratan.radio.link.lora.sx126x;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.RadioEvent;

/** Whatever the chip answers, and whenever lines rise: no exception, no endless loop, no frame over 255 bytes. */
class Sx126xFuzzTest {
  /** A chip that remembers what was written but lies in some of its answers. */
  private static final class Liar {
    private final Entropy entropy;
    private final int[] registers = new int[0x1000];
    private int mode;
    private int irq;
    private double lies;

    private Liar(Entropy entropy) {
      this.entropy = entropy;
      reset();
    }

    private void reset() {
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

  @Test
  void neverBreaksOnRandomAnswers() {
    int ready = 0;
    int received = 0;
    int failed = 0;
    for (long seed = 1; seed <= 400; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      Liar liar = new Liar(entropy.fork("chip"));
      double busyOften = entropy.chance(0.5) ? 0 : 0.3;
      Sx126x radio = new Sx126x(new Sx126xBoard("id", "liar",
          new Sx126xBoard.Lines(liar::transfer, high -> {}, () -> entropy.chance(busyOften),
              () -> liar.irq != 0 && entropy.chance(0.9) || entropy.chance(0.02)),
          AntennaSwitch.NONE,
          new Sx126xBoard.Matching(Sx126xChip.SX1262, 862_000_000, 928_000_000, 0, 22, 22), Optional.empty(),
          true,
          true));
      radio.begin(Node.EUROPE, 0);
      long nowMs = 0;
      for (int turn = 0; turn < 200; turn++) {
        if (radio.accepts()) {
          liar.lies = entropy.chance(0.5) ? 0.02 : 0;
          liar.irq = entropy.chance(0.5) ? Irq.RX_DONE : 1 << entropy.nextInt(10);
          act(radio, entropy, nowMs);
        }
        nowMs += entropy.nextInt(100);
        radio.poll(nowMs);
        for (RadioEvent event : radio.drainEvents()) {
          ready += event instanceof RadioEvent.Ready ? 1 : 0;
          if (event instanceof RadioEvent.Received got) {
            received++;
            assertTrue(got.frame().length() <= 255 && got.rssiDbm() <= 0 && got.rssiDbm() >= -128,
                "seed " + seed + ": " + got);
          }
          if (event instanceof RadioEvent.Failed) {
            failed++;
            liar.reset();
            radio.begin(Node.EUROPE, nowMs);
          }
        }
      }
      radio.end(nowMs);
    }
    assertTrue(ready > 100 && received > 100 && failed > 100,
        ready + " ready, " + received + " received, " + failed + " failed");
  }

  private static void act(Sx126x radio, Entropy entropy, long nowMs) {
    switch (entropy.nextInt(4)) {
      case 0 -> radio.transmit(Bytes.copyOf(new byte[1 + entropy.nextInt(255)]), nowMs);
      case 1 -> radio.sense(nowMs);
      default -> radio.poll(nowMs);
    }
  }
}
