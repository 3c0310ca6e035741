package org.sheratan.radio.link.lora.kiss;

import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.link.lora.LoraRadioContract;

class MeshCoreModemContractTest extends LoraRadioContract<ModemNode> {
  @Override
  protected ModemNode node(AirBench at, String name) {
    return ModemNode.meshCore(at, name);
  }
}
