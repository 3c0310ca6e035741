package org.sheratan.radio.emulator;

/** What can happen to an emulated chip, or to the wires it hangs on. */
public enum ChipFault {
  /** The next rise of the interrupt line wakes nobody; the level can still be read. */
  LOST_EDGE,
  /** From now on the interrupt line stays low. */
  BROKEN_LINE,
  /** The interrupt line is high although nothing happened. */
  SHORTED_LINE,
  /** BUSY goes high and stays so until a reset. */
  STUCK_BUSY,
  /** BUSY is high whatever happens: its wire has come off. */
  BROKEN_BUSY,
  /** Without power, MISO pulled down. */
  READS_ZEROS,
  /** Without power, MISO pulled up. */
  READS_ONES,
  /** The bus itself is gone. */
  BUS_LOST,
  /** A dip of the supply: everything is as after power-on. */
  RESET,
  /** The modem stands still until a reset; it answers as before. */
  HANG,
  /** The next transmission does not end. */
  ENDLESS_TRANSMISSION,
  /** The modem takes noise for a preamble, once. */
  FALSE_PREAMBLE,
  /** The header of the next frame received says that it has no CRC. */
  UNCHECKED_FRAME,
  /** One bit stays 0, whatever is written: the lowest of RegOcp, the lowest but one of the SX1262's receiver gain. */
  STUCK_BIT,
  /** The 32 MHz clock does not start. */
  NO_CLOCK,
  /** The synthesizer loses its lock. */
  NO_LOCK,
  /** It is another chip. */
  OTHER_CHIP;

  boolean endsAtReset() {
    return switch (this) {
      case STUCK_BUSY, RESET, HANG, ENDLESS_TRANSMISSION, NO_LOCK -> true;
      default -> false;
    };
  }
}
