package org.sheratan.radio.link.lora.kiss;

import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.link.lora.LoraRadioContract;

class RnodeContractTest extends LoraRadioContract<ModemNode> {
  @Override
  protected ModemNode node(AirBench at, String name) {
    return ModemNode.rnode(at, name);
  }
}
