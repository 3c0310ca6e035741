package org.sheratan.radio.link.lora.sx127x;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.RadioEvent;

/** Whatever the registers hold, and whenever lines rise: no exception, no endless loop, no frame over 255 bytes. */
class Sx127xFuzzTest {
  private static final int MODE_ADDRESS = 0x01;

  /** A chip that remembers what was written but lies in some of its answers. */
  private static final class Liar {
    private final Entropy entropy;
    private final int[] registers = new int[128];
    private double lies;

    private Liar(Entropy entropy) {
      this.entropy = entropy;
      registers[0x42] = 0x12;
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

  @Test
  void neverBreaksOnRandomRegisters() {
    int ready = 0;
    int received = 0;
    for (long seed = 1; seed <= 400; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      Liar liar = new Liar(entropy.fork("chip"));
      Sx127x radio = new Sx127x(new Sx127xBoard("id", "liar", liar::transfer, high -> {},
          () -> entropy.chance(0.5), AntennaSwitch.NONE,
          new Sx127xBoard.Matching(Sx127xChip.SX1276, 862_000_000, 1_020_000_000), false, 17));
      radio.begin(Node.EUROPE, 0);
      long nowMs = 0;
      for (int turn = 0; turn < 200; turn++) {
        if (radio.accepts()) {
          liar.lies = entropy.chance(0.9) ? 0.2 : 0;
          liar.registers[0x12] = 0x40;
          act(radio, entropy, nowMs);
        }
        nowMs += entropy.nextInt(100);
        radio.poll(nowMs);
        List<RadioEvent> events = radio.drainEvents();
        for (RadioEvent event : events) {
          ready += event instanceof RadioEvent.Ready ? 1 : 0;
          if (event instanceof RadioEvent.Received got) {
            received++;
            assertTrue(got.frame().length() <= 255 && got.rssiDbm() > -300 && got.rssiDbm() < 200,
                "seed " + seed + ": " + got);
          }
          if (event instanceof RadioEvent.Failed) {
            liar.lies = 0;
            liar.registers[MODE_ADDRESS] = 0;
            radio.begin(Node.EUROPE, nowMs);
          }
        }
      }
      radio.end(nowMs);
    }
    assertTrue(ready > 100 && received > 100, ready + " ready, " + received + " received");
  }

  private static void act(Sx127x radio, Entropy entropy, long nowMs) {
    switch (entropy.nextInt(4)) {
      case 0 -> radio.transmit(Bytes.copyOf(new byte[1 + entropy.nextInt(255)]), nowMs);
      case 1 -> radio.sense(nowMs);
      default -> radio.poll(nowMs);
    }
  }
}
