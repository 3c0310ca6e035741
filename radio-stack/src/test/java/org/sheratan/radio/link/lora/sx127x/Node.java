package org.sheratan.radio.link.lora.sx127x;

import java.util.List;

import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.Sx1276Chip;
import org.sheratan.radio.emulator.Violations;
import org.sheratan.radio.link.lora.ChipNode;

/** An SX127x driver on a strict SX1276. */
final class Node extends ChipNode<Node> {
  private static final int REST_MS = 0;

  private final Sx1276Chip chip;

  Node(AirBench bench, String name) {
    this(bench, name, false, 17);
  }

  Node(AirBench bench, String name, boolean tcxo, int maxPowerDbm) {
    super(bench, name, REST_MS);
    chip = new Sx1276Chip(bench.antenna(name), tcxo, Violations.strict(name), bench.wake(name));
    seat(new Sx127x(new Sx127xBoard("id of " + name, name, this::transfer, chip.reset(), chip.dio0(),
        antennaSwitch(high -> {}, high -> {}),
        new Sx127xBoard.Matching(Sx127xChip.SX1276, 137_000_000, 1_020_000_000), tcxo, maxPowerDbm)));
  }

  @Override
  protected Node self() {
    return this;
  }

  @Override
  public Sx1276Chip chip() {
    return chip;
  }

  /** Address and data of every write. */
  @Override
  public List<String> told() {
    return transfers().stream().filter(transfer -> firstByte(transfer) >= 0x80)
        .map(write -> String.format("%02X%s", firstByte(write) & 0x7f, write.substring(2))).toList();
  }

  private static int firstByte(String transfer) {
    return Integer.parseInt(transfer.substring(0, 2), 16);
  }
}
