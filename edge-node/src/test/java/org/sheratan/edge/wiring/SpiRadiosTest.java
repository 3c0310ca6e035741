package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.Sx1262Chip;
import org.sheratan.radio.emulator.Sx1262Wiring;
import org.sheratan.radio.emulator.Sx1276Chip;
import org.sheratan.radio.emulator.Violations;
import org.sheratan.radio.ether.AirFrame;
import org.sheratan.radio.ether.AirTap;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.hardware.BoardCatalog;
import org.sheratan.radio.link.lora.hardware.BoardLines;
import org.sheratan.radio.link.lora.hardware.BoardProfile;

/** Every board profile makes a driver that a strict chip, wired as the profile says, is content with. */
class SpiRadiosTest {
  private static final RadioSettings SETTINGS = new RadioSettings(868_100_000,
      new LoraModulation(8, 125_000, 5, 8),
      14);
  private static final int MICROS_PER_MS = 1_000;
  private static final long LIMIT_MS = 5_000;

  private final Airwaves air = new Airwaves(new SeededEntropy(1), PathLoss.COUNTRY);

  private double sentDbm;

  @BeforeEach
  void watchTheAir() {
    air.tap(new AirTap() {
      @Override
      public void onBegin(AirFrame frame) {
        sentDbm = frame.powerDbm();
      }

      @Override
      public void onEnd(AirFrame frame, long endMicros) {}
    });
  }

  static Stream<BoardProfile> profiles() {
    return BoardCatalog.builtIn().profiles().stream();
  }

  private BoardLines wire(BoardProfile profile) {
    Antenna antenna = air.attach("board", profile.name(), Position.ORIGIN);
    Violations violations = Violations.strict(profile.name());
    if (!profile.chip().isSx126x()) {
      Sx1276Chip chip = new Sx1276Chip(antenna, false, violations, () -> {});
      return new BoardLines(chip,
          profile.pins().reset().isPresent() ? Optional.of(chip.reset()) : Optional.empty(),
          chip.dio0(), Optional.empty(), AntennaSwitch.NONE, () -> {});
    }
    boolean transmitEnable = profile.pins().transmitEnable().isPresent();
    boolean receiveEnable = profile.pins().receiveEnable().isPresent();
    Optional<Sx1262Wiring.Clock> clock = profile.tcxo().present()
        ? Optional.of(new Sx1262Wiring.Clock(profile.tcxo().millivolts(), profile.tcxo().startMicros()))
        : Optional.empty();
    Sx1262Chip chip = new Sx1262Chip(antenna,
        new Sx1262Wiring(clock, profile.dio2Switch(), transmitEnable, receiveEnable,
            profile.power().amplifierDb()),
        violations, () -> {});
    AntennaSwitch lines = new AntennaSwitch(
        transmitEnable ? Optional.of(chip.transmitEnable()) : Optional.empty(),
        receiveEnable ? Optional.of(chip.receiveEnable()) : Optional.empty());
    return new BoardLines(chip, Optional.of(chip.reset()), chip.dio1(), Optional.of(chip.busy()), lines,
        () -> {});
  }

  private List<RadioEvent> run(LoraRadio radio, Class<? extends RadioEvent> until) {
    List<RadioEvent> events = new ArrayList<>();
    for (long limitMs = nowMs() + LIMIT_MS; nowMs() < limitMs;) {
      air.advance(air.nowMicros() + MICROS_PER_MS);
      radio.poll(nowMs());
      events.addAll(radio.drainEvents());
      if (!events.isEmpty() && until.isInstance(events.getLast())) {
        return events;
      }
    }
    throw new AssertionError("no " + until.getSimpleName() + " but " + events);
  }

  private long nowMs() {
    return air.nowMicros() / MICROS_PER_MS;
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void shouldDriveEveryBoard(BoardProfile profile) {
    LoraRadio radio = SpiRadios.driver(profile, wire(profile));
    radio.begin(SETTINGS, nowMs());
    RadioEvent.Ready ready = (RadioEvent.Ready) run(radio, RadioEvent.Ready.class).getLast();
    assertEquals(profile.hardwareId(), ready.transmitter().id());
    assertEquals(profile.title(), ready.transmitter().name());
    assertTrue(ready.transmitter().powerDbm() >= 14, "no less than what an amplifier cannot help but give");
    radio.transmit(Bytes.hex("c0ffee"), nowMs());
    run(radio, RadioEvent.Transmitted.class);
    assertEquals(ready.transmitter().powerDbm(), sentDbm, 0.01);
  }

  @Test
  void shouldNameTheBoardsWhenOneIsUnknown() {
    StartRefusal refusal = assertThrows(StartRefusal.class,
        () -> SpiRadios.radio("wavesahre", task -> {}, () -> {}));
    assertTrue(
        refusal.getMessage().contains("no board is called wavesahre; name yours, one of adafruit-rfm95w"),
        refusal.getMessage());
  }

  /** This machine has no header, or its header no board: either way a state with a hint, and no exception. */
  @Test
  void shouldTakeMissingHardwareForAState() throws StartRefusal {
    LoraRadio radio = SpiRadios.radio("waveshare-sx1262", task -> {}, () -> {});
    radio.begin(SETTINGS, 0);
    List<RadioEvent> events = radio.drainEvents();
    if (!events.isEmpty()) {
      RadioEvent.Failed failed = assertInstanceOf(RadioEvent.Failed.class, events.getFirst());
      assertEquals(RadioFault.ABSENT, failed.fault());
    }
    radio.end(1);
  }
}
