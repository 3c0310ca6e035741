package org.sheratan.radio.emulator;

import java.util.Optional;

/**
 * What a board connects to an emulated SX1262.
 *
 * @param tcxo the clock, if it is not a crystal
 * @param dio2Switch DIO2 switches the antenna to the transmitter
 * @param transmitEnable a line must be high to transmit
 * @param receiveEnable a line must be high to receive
 * @param amplifierDb what an amplifier adds to the chip's power
 */
public record Sx1262Wiring(Optional<Clock> tcxo, boolean dio2Switch, boolean transmitEnable,
    boolean receiveEnable,
    int amplifierDb) {
  /** Crystal, DIO2 as switch: the plainest module. */
  public static final Sx1262Wiring PLAIN = new Sx1262Wiring(Optional.empty(), true, false, false, 0);

  /** A TCXO on DIO3: what feeds it, and until when it runs. */
  public record Clock(int millivolts, int startMicros) {}

  /** With a TCXO, and lines for both directions instead of DIO2: modules with an amplifier. */
  public static Sx1262Wiring amplified(int amplifierDb) {
    return new Sx1262Wiring(Optional.of(new Clock(1_800, 5_000)), false, true, true, amplifierDb);
  }
}
