package org.sheratan.radio.link.lora.kiss;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.MeshCoreKissModem;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.emulator.RnodeModem;
import org.sheratan.radio.emulator.SerialCable;
import org.sheratan.radio.link.lora.RadioNode;

/** A driver at an emulated modem at the other end of a cable. */
final class ModemNode extends RadioNode<ModemNode> {
  /** It may wait for what the modem has, and for the modem's word on it. */
  private static final int REST_MS = 10_000;

  private final SerialCable cable;

  private ModemNode(AirBench bench, String name) {
    super(bench, name, REST_MS);
    cable = new SerialCable(name, bench.wake(name));
  }

  static ModemNode rnode(AirBench bench, String name) {
    ModemNode node = new ModemNode(bench, name);
    node.cable.attach(new RnodeModem(bench.antenna(name), entropy(name), RnodeBoard.RAK4631, name.length(),
        RnodeFault.NONE, node.cable));
    node.seat(new Rnode(node.cable, Desk.INSIDE_MS));
    return node;
  }

  static ModemNode meshCore(AirBench bench, String name) {
    ModemNode node = new ModemNode(bench, name).withMeshCore(bench, name);
    node.seat(new MeshCoreModem(node.cable));
    return node;
  }

  /** Whose driver has to find out what it is. */
  static ModemNode foundMeshCore(AirBench bench, String name) {
    ModemNode node = new ModemNode(bench, name).withMeshCore(bench, name);
    node.seat(new ModemFinder(node.cable, Desk.INSIDE_MS));
    return node;
  }

  private ModemNode withMeshCore(AirBench bench, String name) {
    cable.attach(
        new MeshCoreKissModem(bench.antenna(name), entropy(name), Bytes.copyOf(new byte[32]), cable::toHost));
    return this;
  }

  private static Entropy entropy(String name) {
    return new SeededEntropy(name.hashCode());
  }

  @Override
  protected ModemNode self() {
    return this;
  }

  @Override
  public void unplug() {
    cable.unplug();
  }

  @Override
  public void plugIn() {
    cable.plug();
  }
}
