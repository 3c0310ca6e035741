package org.sheratan.radio.link.lora;

import java.util.Optional;

/**
 * The lines of a board that connect its antenna to transmitter or receiver, or power the amplifiers of either. Never
 * both at once: the old one is let go before the new one is taken.
 *
 * @param transmitEnable TXEN, high while transmitting
 * @param receiveEnable RXEN, high while receiving
 */
public record AntennaSwitch(Optional<OutputLine> transmitEnable, Optional<OutputLine> receiveEnable) {
  /** The chip itself, or nothing, switches the antenna. */
  public static final AntennaSwitch NONE = new AntennaSwitch(Optional.empty(), Optional.empty());

  public void transmit() {
    receiveEnable.ifPresent(line -> line.set(false));
    transmitEnable.ifPresent(line -> line.set(true));
  }

  public void receive() {
    transmitEnable.ifPresent(line -> line.set(false));
    receiveEnable.ifPresent(line -> line.set(true));
  }

  public void off() {
    transmitEnable.ifPresent(line -> line.set(false));
    receiveEnable.ifPresent(line -> line.set(false));
  }
}
