package org.sheratan.radio.link.lora.hardware;

import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One board: what is wired where, and what it is made for. Pins are BCM numbers.
 *
 * @param name as the configuration calls it
 * @param title for people
 * @param select a pin that selects the chip in place of the SPI controller's own
 * @param tcxo feeding of a TCXO by DIO3; {@link Tcxo#NONE} for a crystal
 * @param hatProducts what the EEPROM of such a board says it is
 * @param source where this was read
 * @param tried on real hardware, by somebody of this project
 */
public record BoardProfile(String name, String title, BoardChip chip, Spi spi, OptionalInt select, Pins pins,
    Tcxo tcxo, boolean dio2Switch, boolean dcDc, Band band, Power power, List<String> hatProducts,
    String source,
    boolean tried) {
  /** {@code /dev/spidevBUS.CHIPSELECT} */
  public record Spi(int bus, int chipSelect) {
    public String device() {
      return "spidev" + bus + "." + chipSelect;
    }

    /** Of the bus on the header, its chip selects too (bcm2835-rpi-common.dtsi, spi1-3cs-overlay.dts). */
    List<Integer> pins() {
      return bus == 0 ? List.of(7, 8, 9, 10, 11) : List.of(16, 17, 18, 19, 20, 21);
    }
  }

  /**
   * @param reset NRESET; empty when the board does not connect it
   * @param interrupt DIO0 of an SX127x, DIO1 of an SX126x
   * @param busy of an SX126x
   * @param transmitEnable TXEN
   * @param receiveEnable RXEN
   * @param enable driven high as long as the board is used
   */
  public record Pins(OptionalInt reset, int interrupt, OptionalInt busy, OptionalInt transmitEnable,
      OptionalInt receiveEnable, List<Integer> enable) {}

  /** @param millivolts 0 for none */
  public record Tcxo(int millivolts, int startMicros) {
    public static final Tcxo NONE = new Tcxo(0, 0);

    public boolean present() {
      return millivolts > 0;
    }
  }

  /** What filters and matching pass. */
  public record Band(long fromHz, long toHz) {}

  /**
   * @param maxDbm most that comes out at the connector
   * @param maxChipDbm most that the chip may give
   * @param amplifierDb most that an amplifier behind the chip adds
   */
  public record Power(int maxDbm, int maxChipDbm, int amplifierDb) {}

  /** Pins that are wired to it, those of its SPI bus too. */
  public SortedSet<Integer> wired() {
    SortedSet<Integer> wired = new TreeSet<>(spi.pins());
    wired.add(pins.interrupt());
    wired.addAll(pins.enable());
    Stream.of(select, pins.reset(), pins.busy(), pins.transmitEnable(), pins.receiveEnable())
        .flatMapToInt(OptionalInt::stream).forEach(wired::add);
    return wired;
  }

  /** The place it is plugged into: airtime is charged to it, so that another name makes no new transmitter. */
  public String hardwareId() {
    return spi.device() + (select.isPresent() ? "/select" + select.getAsInt() : "");
  }
}
