package org.sheratan.radio.emulator;

/** What can be wrong with an emulated RNode. */
public enum RnodeFault {
  NONE,
  /** Random bytes on the line between frames. */
  GARBAGE,
  /** Confirms a spreading factor one above the asked one. */
  WRONG_ECHO,
  /** Tells a preamble that it does not send: the line has no checksum. */
  WRONG_PREAMBLE,
  /** Tells a CSMA slot of a minute. */
  WRONG_SLOT,
  /** Other firmware: a boot log now and then, and no answer. */
  UNFLASHED,
  /** The EEPROM was never written: the radio stays off. */
  UNPROVISIONED,
  /** Does not answer the first question for its EEPROM. */
  EEPROM_LATE,
  /** Never answers what its EEPROM holds. */
  EEPROM_SILENT,
  /** The LoRa chip does not start. */
  DEAD_CHIP,
  /** Restarts in the middle of handing a received packet to the host. */
  RESTARTS,
  /** Takes packets and never sends them. */
  STUCK
}
