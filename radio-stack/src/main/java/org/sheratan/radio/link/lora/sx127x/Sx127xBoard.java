package org.sheratan.radio.link.lora.sx127x;

import org.sheratan.kernel.Check;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.InputLine;
import org.sheratan.radio.link.lora.OutputLine;
import org.sheratan.radio.link.lora.SpiBus;

/**
 * A board with one of these chips: its wiring and what its profile says.
 *
 * @param id see {@link org.sheratan.radio.link.lora.Transmitter#id()}; the chip has no serial number of its own
 * @param name for people
 * @param spi mode 0, at most 10 MHz
 * @param reset NRESET, low resets
 * @param dio0 rises at RxDone, TxDone and CadDone
 * @param matching what chip and antenna matching are made for
 * @param tcxo the clock is a TCXO, not a crystal
 * @param maxPowerDbm 2..17 at PA_BOOST: {@link PowerAmplifier}
 */
public record Sx127xBoard(String id, String name, SpiBus spi, OutputLine reset, InputLine dio0,
    AntennaSwitch antenna,
    Matching matching, boolean tcxo, int maxPowerDbm) {
  /** A chip, and the frequencies that the filters between it and the antenna pass. */
  public record Matching(Sx127xChip chip, long fromHz, long toHz) {
    boolean passes(long frequencyHz) {
      return chip.tunes(frequencyHz) && frequencyHz >= fromHz && frequencyHz <= toHz;
    }
  }

  public Sx127xBoard {
    Check.that(maxPowerDbm >= PowerAmplifier.MIN_DBM && maxPowerDbm <= PowerAmplifier.MAX_DBM,
        "power out of range: " + maxPowerDbm);
  }
}
