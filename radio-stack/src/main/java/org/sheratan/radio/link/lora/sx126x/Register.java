package org.sheratan.radio.link.lora.sx126x;

/** Registers that commands do not reach (SX1261/2 datasheet, revision 2.1, table 12-1 and chapter 15). */
enum Register {
  /** Bit 2: set for standard IQ; SetPacketParams spoils it (15.4). */
  IQ_POLARITY(0x0736),
  /** Two bytes. */
  SYNC_WORD(0x0740),
  /** Bit 4: the header of the last frame says that a CRC follows (Semtech's sx126x_driver, LR_HEADER_CRC). */
  RX_HEADER_CRC(0x076B),
  /** Bit 2: cleared for 500 kHz (15.1). */
  TX_MODULATION(0x0889), RX_GAIN(0x08AC),
  /** Bits 4 to 1: set against mismatched antennas (15.2). */
  TX_CLAMP(0x08D8),
  /** Steps of 2.5 mA (5.1.4). */
  OCP(0x08E7);

  static final int STANDARD_IQ = 0x04;
  static final int SYNC_WORD_AFTER_RESET = 0x1424;
  static final int CRC_ON = 0x10;
  static final int BELOW_500_KHZ = 0x04;
  static final int RX_GAIN_BOOSTED = 0x96;
  static final int TX_CLAMP_BITS = 0x1E;

  private final int address;

  Register(int address) {
    this.address = address;
  }

  int address() {
    return address;
  }

  @Override
  public String toString() {
    return String.format("register 0x%04X", address);
  }
}
