package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
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

/** An emulated chip, lenient, with bare hands on its bus, and one who listens not far away. */
abstract class Sx1262Probe {
  static final Tuning TUNING = new Tuning(868_100_000, new LoraModulation(7, 125_000, 5, 8), 0x12, false);
  static final Bytes FRAME = Bytes.hex("c0ffee");
  /** As a right driver sets it up, standing by: 868.1 MHz, SF7, 125 kHz, 4/5, 14 dBm, all interrupts on DIO1. */
  static final List<String> SETUP = List.of("80 00", "89 7F", "96 01", "9D 01", "93 30", "98 D7DB", "8A 01",
      "86 3641999A", "95 04070001", "8E 0E02", "8B 07040100", "88 01160A00000000", "08 03FF03FF00000000",
      "0D 08D8DE", "0D 088905", "80 01");
  /** Three bytes, and the workaround. */
  static final List<String> PACKET = List.of("8C 000800030100", "0D 07360D");

  final Airwaves air = new Airwaves(new SeededEntropy(1), PathLoss.COUNTRY);
  final Antenna far = air.attach("far", "far", new Position(10, 0));
  final Violations violations = Violations.lenient("chip");
  final List<Long> risesMicros = new ArrayList<>();
  final List<Bytes> heard = new ArrayList<>();
  Sx1262Chip chip = chip(Sx1262Wiring.PLAIN);

  private Sx1262Chip chip(Sx1262Wiring wiring) {
    return new Sx1262Chip(air.attach("chip", "chip", Position.ORIGIN), wiring, violations,
        () -> risesMicros.add(air.nowMicros()));
  }

  void rewire(Sx1262Wiring wiring) {
    air.detach("chip");
    chip = chip(wiring);
  }

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

  /** Says what is given as {@code "80 01"}: opcode and the rest in hexadecimal; waits while BUSY. */
  void say(List<String> commands) {
    commands.forEach(this::ask);
  }

  void say(String... commands) {
    say(List.of(commands));
  }

  /** As {@link #say}; everything that came back. */
  String ask(String command) {
    awaitReady();
    return askAtOnce(command);
  }

  String askAtOnce(String command) {
    byte[] bytes = HexFormat.of().parseHex(command.replace(" ", ""));
    chip.transfer(bytes);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  void awaitReady() {
    while (chip.busy().high()) {
      run(10);
    }
  }

  /** The chip's interrupt status. */
  int irq() {
    return Integer.parseInt(ask("12 000000").substring(4), 16);
  }

  int mode() {
    return Integer.parseInt(ask("C0 00").substring(2), 16) >> 4;
  }

  int commandStatus() {
    return Integer.parseInt(ask("C0 00").substring(2), 16) >> 1 & 7;
  }

  void run(long forMicros) {
    air.advance(air.nowMicros() + forMicros);
  }

  void setUp() {
    say(SETUP);
    say(PACKET);
    assertEquals(List.of(), violations.found());
  }

  /** All but the commands with these opcodes. */
  void setUpWithout(String... opcodes) {
    List<String> left = new ArrayList<>(SETUP);
    left.addAll(PACKET);
    left.removeIf(command -> List.of(opcodes).stream().anyMatch(command::startsWith));
    say(left);
  }

  void send() {
    say("0E 00C0FFEE", "83 000000");
    run(200_000);
  }

  void assertViolation(String what) {
    assertFalse(violations.found().isEmpty(), "nothing noticed, but " + what);
    assertTrue(violations.found().getLast().contains(what), violations.found()::toString);
  }
}
