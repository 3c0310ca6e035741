package org.sheratan.radio.link.lora.hardware;

import java.util.Optional;

import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.InputLine;
import org.sheratan.radio.link.lora.OutputLine;
import org.sheratan.radio.link.lora.SpiBus;

/**
 * The wires of a board that is in use: what a driver is made of. Whoever has them closes them.
 *
 * @param reset absent when the board does not connect it
 * @param interrupt wakes the poller when it rises
 * @param busy absent on boards whose chip has none
 */
public record BoardLines(SpiBus spi, Optional<OutputLine> reset, InputLine interrupt,
    Optional<InputLine> busy,
    AntennaSwitch antenna, Runnable closer) implements AutoCloseable {
  @Override
  public void close() {
    closer.run();
  }
}
