package org.sheratan.radio.link.lora.sx126x;

import java.util.List;
import java.util.Optional;

import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.Sx1262Chip;
import org.sheratan.radio.emulator.Sx1262Wiring;
import org.sheratan.radio.emulator.Violations;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.ChipNode;

/** An SX126x driver on a strict SX1262. */
final class Node extends ChipNode<Node> {
  static final Tcxo TCXO = new Tcxo(Tcxo.Voltage.V1_8, 5_000);
  /** After a frame it takes a TCXO's time to turn around. */
  private static final int REST_MS = 20;

  private final Sx1262Chip chip;

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
    super(bench, name, REST_MS);
    chip = new Sx1262Chip(bench.antenna(name), wiring, Violations.strict(name), bench.wake(name));
    AntennaSwitch lines = wiring.transmitEnable()
        ? antennaSwitch(chip.transmitEnable(), chip.receiveEnable())
        : AntennaSwitch.NONE;
    seat(new Sx126x(new Sx126xBoard("id of " + name, name,
        new Sx126xBoard.Lines(this::transfer, chip.reset(), chip.busy(), chip.dio1()), lines, matching, tcxo,
        wiring.dio2Switch(), true)));
  }

  @Override
  protected Node self() {
    return this;
  }

  @Override
  public Sx1262Chip chip() {
    return chip;
  }

  /** Every command, questions too. */
  List<String> commands() {
    return transfers();
  }

  @Override
  public List<String> told() {
    return commands().stream().filter(command -> !command.matches("(1[0-9A-F]|C0) .*")).toList();
  }
}
