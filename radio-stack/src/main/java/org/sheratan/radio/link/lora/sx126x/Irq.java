package org.sheratan.radio.link.lora.sx126x;

/** Bits of the interrupt status (datasheet, table 13-29). */
final class Irq {
  static final int TX_DONE = 0x0001;
  static final int RX_DONE = 0x0002;
  static final int PREAMBLE_DETECTED = 0x0004;
  static final int HEADER_VALID = 0x0010;
  static final int HEADER_ERROR = 0x0020;
  static final int CRC_ERROR = 0x0040;
  static final int CAD_DONE = 0x0080;
  static final int CAD_DETECTED = 0x0100;
  static final int TIMEOUT = 0x0200;

  /** Those that raise DIO1. */
  static final int ENDS = TX_DONE | RX_DONE | HEADER_ERROR | CAD_DONE | TIMEOUT;
  /** Those that say that a frame is coming in. */
  static final int COMING_IN = PREAMBLE_DETECTED | HEADER_VALID;
  static final int USED = ENDS | COMING_IN | CRC_ERROR | CAD_DETECTED;
  static final int ALL = 0x43FF;

  private Irq() {}
}
