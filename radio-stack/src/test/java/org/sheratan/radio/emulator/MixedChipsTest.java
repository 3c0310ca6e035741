package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.sx126x.Sx126x;
import org.sheratan.radio.link.lora.sx126x.Sx126xBoard;
import org.sheratan.radio.link.lora.sx126x.Sx126xChip;
import org.sheratan.radio.link.lora.sx127x.Sx127x;
import org.sheratan.radio.link.lora.sx127x.Sx127xBoard;
import org.sheratan.radio.link.lora.sx127x.Sx127xChip;

/** Drivers of both families on their strict chips understand each other: rasters, sync words, bandwidth names. */
class MixedChipsTest {
  private final AirBench bench = new AirBench(1);

  private LoraRadio sx127x() {
    Sx1276Chip chip = new Sx1276Chip(bench.antenna("old"), false, Violations.strict("old"),
        bench.wake("old"));
    LoraRadio radio = new Sx127x(
        new Sx127xBoard("old", "old", chip, chip.reset(), chip.dio0(), AntennaSwitch.NONE,
            new Sx127xBoard.Matching(Sx127xChip.SX1276, 137_000_000, 1_020_000_000), false, 17));
    bench.seat("old", radio);
    return radio;
  }

  private LoraRadio sx126x() {
    Sx1262Chip chip = new Sx1262Chip(bench.antenna("new"), Sx1262Wiring.PLAIN, Violations.strict("new"),
        bench.wake("new"));
    LoraRadio radio = new Sx126x(new Sx126xBoard("new", "new",
        new Sx126xBoard.Lines(chip, chip.reset(), chip.busy(), chip.dio1()), AntennaSwitch.NONE,
        new Sx126xBoard.Matching(Sx126xChip.SX1262, 150_000_000, 960_000_000, 0, 22, 22), Optional.empty(),
        true,
        true));
    bench.seat("new", radio);
    return radio;
  }

  private void assertHears(LoraRadio from, String fromName, String toName, Bytes frame) {
    from.transmit(frame, bench.nowMs());
    bench.await(fromName, RadioEvent.Transmitted.class);
    assertEquals(frame, bench.await(toName, RadioEvent.Received.class).frame());
    bench.run(10);
  }

  @ParameterizedTest
  @CsvSource({"868100000, 8, 125000", "869525000, 7, 250000", "433175000, 12, 125000", "915000000, 9, 500000",
      "868300000, 7, 62500", "868300000, 8, 41700", "868300000, 8, 10400", "869525000, 11, 7800"})
  void shouldUnderstandEachOther(long frequencyHz, int spreadingFactor, int bandwidthHz) {
    RadioSettings settings = new RadioSettings(frequencyHz,
        new LoraModulation(spreadingFactor, bandwidthHz, 5, 12), 14);
    LoraRadio old = sx127x();
    LoraRadio young = sx126x();
    old.begin(settings, bench.nowMs());
    young.begin(settings, bench.nowMs());
    bench.await("old", RadioEvent.Ready.class);
    bench.await("new", RadioEvent.Ready.class);
    for (int length : new int[]{1, 40, 255}) {
      assertHears(old, "old", "new", Bytes.copyOf(new byte[length]));
      assertHears(young, "new", "old", Bytes.copyOf(new byte[length]));
    }
  }
}
