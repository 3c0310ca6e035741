package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.ether.Tuning;

/** Around an emulated chip: what it did wrong, when its line rose, and one who listens not far away. */
abstract class ChipProbe {
  static final Tuning TUNING = new Tuning(868_100_000, new LoraModulation(7, 125_000, 5, 8), 0x12, false);
  static final Bytes FRAME = Bytes.hex("c0ffee");

  final Airwaves air = new Airwaves(new SeededEntropy(1), PathLoss.COUNTRY);
  final Antenna far = air.attach("far", "far", new Position(10, 0));
  final Violations violations = Violations.lenient("chip");
  final List<Long> risesMicros = new ArrayList<>();
  final List<Bytes> heard = new ArrayList<>();

  @BeforeEach
  void listenFromAfar() {
    far.listen(new Antenna.Listener() {
      @Override
      public void onPreamble() {}

      @Override
      public void onReception(Antenna.Reception reception) {
        heard.add(reception.frame());
      }

      @Override
      public void onTransmitted() {}
    });
    far.receive(TUNING);
  }

  final void onRise() {
    risesMicros.add(air.nowMicros());
  }

  final void run(long forMicros) {
    air.advance(air.nowMicros() + forMicros);
  }

  final void assertViolation(String what) {
    assertFalse(violations.found().isEmpty(), "nothing noticed, but " + what);
    assertTrue(violations.found().getLast().contains(what), violations.found()::toString);
  }
}
