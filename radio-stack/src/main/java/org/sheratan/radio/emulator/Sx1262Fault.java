package org.sheratan.radio.emulator;

/** What can happen to an emulated SX1262. */
public enum Sx1262Fault {
  /** The next rise of DIO1 wakes nobody; the level can still be read. */
  LOST_EDGE,
  /** From now on DIO1 stays low. */
  BROKEN_DIO1,
  /** DIO1 is high although nothing happened. */
  SHORTED_DIO1,
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
  /** The modem stands still until a reset; commands are answered as before. */
  HANG,
  /** The next transmission does not end. */
  ENDLESS_TRANSMISSION,
  /** The modem takes noise for a preamble, once. */
  FALSE_PREAMBLE,
  /** The header of the next frame received says that it has no CRC. */
  UNCHECKED_FRAME,
  /** The lowest but one bit of the receiver's gain stays 0, whatever is written. */
  STUCK_BIT,
  /** The 32 MHz clock does not start. */
  NO_CLOCK,
  /** The synthesizer loses its lock. */
  NO_LOCK,
  /** It is another chip. */
  OTHER_CHIP
}
