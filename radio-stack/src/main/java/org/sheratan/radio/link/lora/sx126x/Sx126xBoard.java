package org.sheratan.radio.link.lora.sx126x;

import java.util.Optional;

import org.sheratan.kernel.Check;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.ChipMatching;
import org.sheratan.radio.link.lora.InputLine;
import org.sheratan.radio.link.lora.OutputLine;
import org.sheratan.radio.link.lora.SpiBus;

/**
 * A board with one of these chips: its wiring and what its profile says.
 *
 * @param id see {@link org.sheratan.radio.link.lora.Transmitter#id()}; the chip has no serial number of its own
 * @param name for people
 * @param antenna lines that switch the antenna, beside or instead of DIO2
 * @param matching what chip, filters and amplifier are made for
 * @param tcxo the clock is a TCXO fed by DIO3; otherwise a crystal
 * @param dio2Switch DIO2 switches the antenna to the transmitter
 * @param dcDc the board has the inductor of the DC-DC regulator (datasheet 5.1); otherwise the LDO feeds the chip
 */
public record Sx126xBoard(String id, String name, Lines lines, AntennaSwitch antenna, Matching matching,
    Optional<Tcxo> tcxo, boolean dio2Switch, boolean dcDc) {
  /**
   * @param spi mode 0, at most 16 MHz
   * @param reset NRESET, low resets
   * @param busy high while the chip takes no command
   * @param dio1 rises at interrupts
   */
  public record Lines(SpiBus spi, OutputLine reset, InputLine busy, InputLine dio1) {}

  /**
   * A chip, and what stands between it and the antenna.
   *
   * @param fromHz lowest frequency that the filters pass
   * @param toHz highest such
   * @param amplifierDb most that an amplifier behind the chip adds at any of its powers; 0 without one
   * @param maxChipDbm most that the chip may give into it
   * @param maxPowerDbm most that comes out at the connector
   */
  public record Matching(Sx126xChip chip, long fromHz, long toHz, int amplifierDb, int maxChipDbm,
      int maxPowerDbm) implements ChipMatching {
    public Matching {
      Check.that(maxChipDbm >= chip.minDbm() && maxChipDbm <= chip.maxDbm(),
          "power out of range: " + maxChipDbm);
      Check.that(amplifierDb >= 0 && maxPowerDbm >= chip.minDbm(), "no such amplifier");
    }

    @Override
    public boolean tunes(long frequencyHz) {
      return chip.tunes(frequencyHz);
    }

    /** What the chip must give so that at the connector it is nearly, and never more than, {@code askedDbm}. */
    int chipDbm(int askedDbm) {
      return Math.clamp((long) Math.min(askedDbm, maxPowerDbm) - amplifierDb, chip.minDbm(), maxChipDbm);
    }

    /** At the connector, at most. */
    int powerDbm(int chipDbm) {
      return Math.min(chipDbm + amplifierDb, maxPowerDbm);
    }
  }
}
