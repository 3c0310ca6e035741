package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.sheratan.radio.ether.Position;

/** An emulated chip, lenient, with bare hands on its bus. */
abstract class Sx1262Probe extends ChipProbe {
  /** As a right driver sets it up, standing by: 868.1 MHz, SF7, 125 kHz, 4/5, 14 dBm, all interrupts on DIO1. */
  static final List<String> SETUP = List.of("80 00", "89 7F", "96 01", "9D 01", "93 30", "98 D7DB", "8A 01",
      "86 3641999A", "95 04070001", "8E 0E02", "8B 07040100", "88 01160A00000000", "08 03FF03FF00000000",
      "0D 08D8DE", "0D 088905", "80 01");
  /** Three bytes, and the workaround. */
  static final List<String> PACKET = List.of("8C 000800030100", "0D 07360D");

  Sx1262Chip chip = chip(Sx1262Wiring.PLAIN);

  private Sx1262Chip chip(Sx1262Wiring wiring) {
    return new Sx1262Chip(air.attach("chip", "chip", Position.ORIGIN), wiring, violations,
        this::onRise);
  }

  void rewire(Sx1262Wiring wiring) {
    air.detach("chip");
    chip = chip(wiring);
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
}
