package org.sheratan.radio.link.lora;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.ChipFault;
import org.sheratan.radio.emulator.LoraChip;

/**
 * A driver on a strict emulated chip, with everything seen that passes between them.
 *
 * @param <N> itself
 */
public abstract class ChipNode<N extends ChipNode<N>> extends RadioNode<N> {
  private final List<String> antenna = new ArrayList<>();
  private final List<String> transfers = new ArrayList<>();

  protected ChipNode(AirBench bench, String name, int restMs) {
    super(bench, name, restMs);
  }

  public abstract LoraChip chip();

  /** What the chip was told since the last call, without what it was only asked. */
  public abstract List<String> told();

  /** Every transfer since the last call: the first byte and the rest in hexadecimal. */
  protected final List<String> transfers() {
    List<String> taken = List.copyOf(transfers);
    transfers.clear();
    return taken;
  }

  protected final void transfer(byte[] bytes) {
    String hex = HexFormat.of().withUpperCase().formatHex(bytes);
    transfers.add(hex.length() > 2 ? hex.substring(0, 2) + " " + hex.substring(2) : hex);
    chip().transfer(bytes);
  }

  /** Both lines, seen in {@link #antenna}. */
  protected final AntennaSwitch antennaSwitch(OutputLine transmitEnable, OutputLine receiveEnable) {
    return new AntennaSwitch(Optional.of(seen("TXEN ", transmitEnable)),
        Optional.of(seen("RXEN ", receiveEnable)));
  }

  private OutputLine seen(String line, OutputLine to) {
    return high -> {
      antenna.add(line + high);
      to.set(high);
    };
  }

  /** How the antenna was switched since the last call. */
  public final List<String> antenna() {
    List<String> taken = List.copyOf(antenna);
    antenna.clear();
    return taken;
  }

  @Override
  public final void unplug() {
    chip().inject(ChipFault.BUS_LOST);
  }

  @Override
  public final void plugIn() {
    chip().repair();
  }

  /** Lets it happen and waits for the failure. */
  public final RadioEvent.Failed failure(ChipFault fault) {
    chip().inject(fault);
    return failure();
  }
}
