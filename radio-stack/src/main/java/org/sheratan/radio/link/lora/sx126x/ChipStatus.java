package org.sheratan.radio.link.lora.sx126x;

/** The byte that the chip answers every command with (datasheet, table 13-76). */
record ChipStatus(int value) {
  static final int STANDBY_RC = 2;
  static final int STANDBY_XOSC = 3;
  static final int RX = 5;
  static final int TX = 6;

  private static final int COMMAND_TIMEOUT = 3;
  private static final int COMMAND_FAILED = 5;

  /** What a bus without a chip reads. */
  boolean nobody() {
    return value == 0x00 || value == 0xFF;
  }

  int mode() {
    return value >> 4 & 7;
  }

  /** The command before was not carried out: too slow on the bus, not understood, or not possible. */
  boolean refused() {
    int command = value >> 1 & 7;
    return command >= COMMAND_TIMEOUT && command <= COMMAND_FAILED;
  }

  @Override
  public String toString() {
    return String.format("status 0x%02X", value);
  }
}
