package org.sheratan.radio.link.lora.sx126x;

import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.link.lora.ChipSimulation;

class Sx126xSimulationTest extends ChipSimulation<Node> {
  @Override
  protected Node node(AirBench bench, String name) {
    return new Node(bench, name);
  }
}
