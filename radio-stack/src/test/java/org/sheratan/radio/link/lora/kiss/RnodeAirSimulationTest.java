package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.emulator.RnodeModem;
import org.sheratan.radio.emulator.SerialCable;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;

/** Drivers, cables, modems and air together, in virtual time. */
class RnodeAirSimulationTest {
  private static final int MICROS_PER_MS = 1_000;
  private static final int FRAMES = 40;

  /** What came out of one run, in order. */
  private record Outcome(List<String> trace, int received, int transmitted) {}

  private static Outcome run(long seed, int stations) {
    SeededEntropy entropy = new SeededEntropy(seed);
    Airwaves air = new Airwaves(entropy.fork("air"), PathLoss.BUILT_UP);
    List<LoraRadio> radios = new ArrayList<>();
    for (int index = 0; index < stations; index++) {
      SerialCable cable = new SerialCable("cable" + index, () -> {});
      radios.add(new Rnode(cable, Desk.INSIDE_MS));
      cable.attach(
          new RnodeModem(air.attach("station" + index, "board" + index, new Position(40.0 * index, 0)),
              entropy.fork("modem" + index), RnodeBoard.RAK4631, index, RnodeFault.NONE, cable));
      radios.getLast().begin(Desk.SETTINGS, 0);
    }
    List<String> trace = new ArrayList<>();
    int left = FRAMES;
    int received = 0;
    int transmitted = 0;
    for (long nowMs = 0; nowMs < 300_000; nowMs += 5) {
      air.advance(nowMs * MICROS_PER_MS);
      for (int index = 0; index < stations; index++) {
        LoraRadio radio = radios.get(index);
        radio.poll(nowMs);
        for (RadioEvent event : radio.drainEvents()) {
          trace.add(nowMs + " " + index + " " + event);
          received += event instanceof RadioEvent.Received ? 1 : 0;
          transmitted += event instanceof RadioEvent.Transmitted ? 1 : 0;
        }
        if (left > 0 && radio.accepts() && entropy.chance(0.01)) {
          left--;
          radio.transmit(Bytes.copyOf(new byte[]{(byte) left, 1, 2, 3}).concat(Desk.bytes(20 + left, left)),
              nowMs);
        }
      }
    }
    return new Outcome(trace, received, transmitted);
  }

  @Test
  void canShareTheAirAndReportEveryFrame() {
    long seed = 7;
    System.out.println("seed " + seed);
    Outcome outcome = run(seed, 3);
    assertEquals(FRAMES, outcome.transmitted());
    // Three stations within earshot that wait for each other: hardly any collision.
    assertTrue(outcome.received() >= FRAMES * 2 * 0.8, outcome.received() + " of " + FRAMES * 2);
  }

  @Test
  void canRunTwiceTheSame() {
    assertEquals(run(11, 2), run(11, 2));
  }
}
