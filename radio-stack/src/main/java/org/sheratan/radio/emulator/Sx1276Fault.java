package org.sheratan.radio.emulator;

/** What can happen to an emulated SX1276. */
public enum Sx1276Fault {
  /** The next rise of DIO0 wakes nobody; the level can still be read. */
  LOST_EDGE,
  /** From now on DIO0 stays low. */
  BROKEN_DIO0,
  /** Without power, MISO pulled down. */
  READS_ZEROS,
  /** Without power, MISO pulled up. */
  READS_ONES,
  /** The bus itself is gone. */
  BUS_LOST,
  /** A dip of the supply: everything is as after power-on. */
  RESET,
  /** The modem stands still until a reset; registers read as they were. */
  HANG,
  /** The header of the next frame received says that it has no CRC. */
  UNCHECKED_FRAME,
  /** The lowest bit of RegOcp stays 0, whatever is written. */
  STUCK_BIT,
  /** Calibration does not end. */
  NO_CLOCK,
  /** It is an SX1272. */
  OTHER_CHIP
}
