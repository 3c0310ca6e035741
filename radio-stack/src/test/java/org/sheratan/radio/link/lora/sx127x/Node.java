package org.sheratan.radio.link.lora.sx127x;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.Sx1276Chip;
import org.sheratan.radio.emulator.Sx1276Fault;
import org.sheratan.radio.emulator.Violations;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioSettings;

/** A driver on a strict emulated chip, with everything seen that passes between them. */
final class Node {
  static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  static final RadioSettings EUROPE = new RadioSettings(868_100_000, SF8, 14);

  final Sx1276Chip chip;
  final Sx127x radio;
  final List<String> antenna = new ArrayList<>();
  private final List<String> writes = new ArrayList<>();
  private final AirBench bench;
  private final String name;

  Node(AirBench bench, String name) {
    this(bench, name, false, 20);
  }

  Node(AirBench bench, String name, boolean tcxo, int maxPowerDbm) {
    this.bench = bench;
    this.name = name;
    chip = new Sx1276Chip(bench.antenna(name), tcxo, Violations.strict(name), bench.wake(name));
    AntennaSwitch lines = new AntennaSwitch(Optional.of(high -> antenna.add("TXEN " + high)),
        Optional.of(high -> antenna.add("RXEN " + high)));
    radio = new Sx127x(
        new Sx127xBoard("id of " + name, name, this::transfer, chip.reset(), chip.dio0(), lines,
            new Sx127xBoard.Matching(Sx127xChip.SX1276, 137_000_000, 1_020_000_000), tcxo, maxPowerDbm));
    bench.seat(name, radio);
  }

  private void transfer(byte[] bytes) {
    if ((bytes[0] & 0x80) != 0) {
      String hex = HexFormat.of().withUpperCase().formatHex(bytes);
      writes.add(String.format("%02X %s", bytes[0] & 0x7f, hex.substring(2)));
    }
    chip.transfer(bytes);
  }

  /** Register and data of every write since the last call. */
  List<String> writes() {
    List<String> taken = List.copyOf(writes);
    writes.clear();
    return taken;
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

  /** Sends and waits until it has left. */
  void send(Bytes frame) {
    transmit(frame);
    await(RadioEvent.Transmitted.class);
  }

  RadioEvent.Sensed sense() {
    radio.sense(bench.nowMs());
    return await(RadioEvent.Sensed.class);
  }

  /** Lets it happen and waits for the failure. */
  RadioEvent.Failed failure(Sx1276Fault fault) {
    chip.inject(fault);
    return failure();
  }

  RadioEvent.Failed failure() {
    return await(RadioEvent.Failed.class);
  }
}
