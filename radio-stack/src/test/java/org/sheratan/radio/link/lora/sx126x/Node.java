package org.sheratan.radio.link.lora.sx126x;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.Sx1262Chip;
import org.sheratan.radio.emulator.Sx1262Fault;
import org.sheratan.radio.emulator.Sx1262Wiring;
import org.sheratan.radio.emulator.Violations;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioSettings;

/** A driver on a strict emulated chip, with everything seen that passes between them. */
final class Node {
  static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  static final RadioSettings EUROPE = new RadioSettings(868_100_000, SF8, 14);
  static final Tcxo TCXO = new Tcxo(Tcxo.Voltage.V1_8, 5_000);

  final Sx1262Chip chip;
  final Sx126x radio;
  final List<String> antenna = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();
  private final AirBench bench;
  private final String name;

  /** The plainest board. */
  Node(AirBench bench, String name) {
    this(bench, name, Sx1262Wiring.PLAIN, Optional.empty(),
        new Sx126xBoard.Matching(Sx126xChip.SX1262, 150_000_000, 960_000_000, 0, 22, 22));
  }

  /** With TCXO, amplifier and lines for both directions. */
  static Node amplified(AirBench bench, String name, Optional<Tcxo> tcxo) {
    return new Node(bench, name, Sx1262Wiring.amplified(10), tcxo,
        new Sx126xBoard.Matching(Sx126xChip.SX1262, 850_000_000, 930_000_000, 12, 22, 30));
  }

  Node(AirBench bench, String name, Sx1262Wiring wiring, Optional<Tcxo> tcxo, Sx126xBoard.Matching matching) {
    this.bench = bench;
    this.name = name;
    chip = new Sx1262Chip(bench.antenna(name), wiring, Violations.strict(name), bench.wake(name));
    AntennaSwitch lines = new AntennaSwitch(Optional.of(high -> {
      antenna.add("TXEN " + high);
      chip.transmitEnable().set(high);
    }), Optional.of(high -> {
      antenna.add("RXEN " + high);
      chip.receiveEnable().set(high);
    }));
    radio = new Sx126x(new Sx126xBoard("id of " + name, name,
        new Sx126xBoard.Lines(this::transfer, chip.reset(), chip.busy(), chip.dio1()),
        wiring.transmitEnable() ? lines : AntennaSwitch.NONE, matching, tcxo, wiring.dio2Switch(), true));
    bench.seat(name, radio);
  }

  private void transfer(byte[] bytes) {
    String hex = HexFormat.of().withUpperCase().formatHex(bytes);
    commands.add(hex.length() > 2 ? hex.substring(0, 2) + " " + hex.substring(2) : hex);
    chip.transfer(bytes);
  }

  /** Opcode and the rest of every transfer since the last call. */
  List<String> commands() {
    List<String> taken = List.copyOf(commands);
    commands.clear();
    return taken;
  }

  /** Without those that only ask. */
  List<String> settings() {
    return commands().stream().filter(command -> !command.matches("(1[0-9A-F]|C0) .*")).toList();
  }

  Node begin(RadioSettings settings) {
    radio.begin(settings, bench.nowMs());
    return this;
  }

  Node ready(RadioSettings settings) {
    begin(settings);
    bench.await(name, RadioEvent.Ready.class);
    return this;
  }

  void transmit(Bytes frame) {
    radio.transmit(frame, bench.nowMs());
  }

  <E extends RadioEvent> E await(Class<E> kind) {
    return bench.await(name, kind);
  }

  /** Waits until it accepts: after a frame it takes a TCXO's time to turn around. */
  Node rested() {
    while (!radio.accepts()) {
      bench.run(1);
    }
    return this;
  }

  /** Sends and waits until it has left. */
  void send(Bytes frame) {
    rested().transmit(frame);
    await(RadioEvent.Transmitted.class);
  }

  RadioEvent.Sensed sense() {
    rested().radio.sense(bench.nowMs());
    return await(RadioEvent.Sensed.class);
  }

  /** Lets it happen and waits for the failure. */
  RadioEvent.Failed failure(Sx1262Fault fault) {
    chip.inject(fault);
    return failure();
  }

  RadioEvent.Failed failure() {
    return await(RadioEvent.Failed.class);
  }
}
