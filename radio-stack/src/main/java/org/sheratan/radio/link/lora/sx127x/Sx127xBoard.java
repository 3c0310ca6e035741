package org.sheratan.radio.link.lora.sx127x;

import java.util.Optional;

import org.sheratan.kernel.Check;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.ChipMatching;
import org.sheratan.radio.link.lora.InputLine;
import org.sheratan.radio.link.lora.LoraBandwidth;
import org.sheratan.radio.link.lora.OutputLine;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
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
  public record Matching(Sx127xChip chip, long fromHz, long toHz) implements ChipMatching {
    @Override
    public boolean tunes(long frequencyHz) {
      return chip.tunes(frequencyHz);
    }

    Optional<Failed> refuseSpreadingFactor(int spreadingFactor) {
      return chip.spreads(spreadingFactor)
          ? Optional.empty()
          : refuse("SF" + spreadingFactor + " asked for, " + chip + " has none with an explicit header");
    }

    Optional<Failed> refuseWide(long frequencyHz, int bandwidthHz) {
      return Sx127xChip.lowestBand(frequencyHz) && LoraBandwidth.of(bandwidthHz)
          .filter(bandwidth -> bandwidth.compareTo(LoraBandwidth.KHZ_125) > 0).isPresent()
              ? refuse(bandwidthHz + " Hz bandwidth asked for, up to 175 MHz " + chip
                  + " has 125 kHz at most")
              : Optional.empty();
    }
  }

  public Sx127xBoard {
    Check.that(maxPowerDbm >= PowerAmplifier.MIN_DBM && maxPowerDbm <= PowerAmplifier.MAX_DBM,
        "power out of range: " + maxPowerDbm);
  }
}
