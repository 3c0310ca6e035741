package org.sheratan.radio.link.lora.sx127x;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.Sx1276Chip;
import org.sheratan.radio.emulator.Violations;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.RadioEvent;

/** A board that does not connect NRESET: its chip stays in whatever an earlier program left it. */
class SleepAsResetTest {
  private static final Bytes FRAME = Bytes.hex("c0ffee");

  private final AirBench bench = new AirBench(1);
  private final Node other = new Node(bench, "other").ready(Node.EUROPE);
  private final Sx1276Chip chip = new Sx1276Chip(bench.antenna("node"), false, Violations.strict("node"),
      bench.wake("node"));

  private Sx127x driver() {
    Sx127x driver = new Sx127x(new Sx127xBoard("id", "Uputronics", chip, new SleepAsReset(chip), chip.dio0(),
        AntennaSwitch.NONE, new Sx127xBoard.Matching(Sx127xChip.SX1276, 862_000_000, 1_020_000_000), false,
        17));
    bench.seat("node", driver);
    driver.begin(Node.EUROPE, bench.nowMs());
    bench.await("node", RadioEvent.Ready.class);
    return driver;
  }

  private void assertWorks(Sx127x driver) {
    driver.transmit(FRAME, bench.nowMs());
    bench.await("node", RadioEvent.Transmitted.class);
    assertEquals(FRAME, other.await(RadioEvent.Received.class).frame());
    other.send(FRAME);
    assertEquals(FRAME, bench.await("node", RadioEvent.Received.class).frame());
  }

  @Test
  void shouldBeginAfterPowerOn() {
    assertWorks(driver());
  }

  @Test
  void shouldBeginWhereAnotherProgramLeftItReceiving() {
    driver();
    assertWorks(driver());
  }

  @Test
  void shouldBeginWhereAnotherProgramLeftItTransmitting() {
    driver().transmit(Bytes.copyOf(new byte[200]), bench.nowMs());
    bench.run(20);
    assertWorks(driver());
  }

  @Test
  void shouldBeginAgainAfterTheEnd() {
    Sx127x driver = driver();
    driver.end(bench.nowMs());
    driver.begin(Node.EUROPE, bench.nowMs());
    bench.await("node", RadioEvent.Ready.class);
    assertWorks(driver);
  }
}
