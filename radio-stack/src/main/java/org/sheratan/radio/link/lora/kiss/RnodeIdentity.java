package org.sheratan.radio.link.lora.kiss;

import org.sheratan.kernel.Bytes;

/** What a modem says about itself, collected reply by reply; {@link #UNKNOWN} until it does. */
final class RnodeIdentity {
  static final int UNKNOWN = -1;
  /** First firmware whose configuration echoes and statistics are as we expect them. */
  private static final int MIN_MAJOR = 1;
  private static final int MIN_MINOR = 52;
  /** EEPROM layout (RNode_Firmware, ROM.h). */
  private static final int ROM_PRODUCT = 0x00;
  private static final int ROM_MODEL = 0x01;
  private static final int ROM_SERIAL = 0x03;
  private static final int ROM_SERIAL_END = 0x07;
  private static final int ROM_INFO_LOCK = 0x9B;
  private static final int INFO_LOCKED = 0x73;

  private int major = UNKNOWN;
  private int minor = UNKNOWN;
  private int platform = UNKNOWN;
  private int mcu = UNKNOWN;
  private int board = UNKNOWN;
  private Bytes rom = Bytes.EMPTY;

  /** @return whether the frame was about the modem itself */
  boolean take(KissFrame frame) {
    Bytes payload = frame.payload();
    switch (frame.command()) {
      case RnodeProtocol.FIRMWARE -> {
        if (payload.length() == 2) {
          major = payload.at(0);
          minor = payload.at(1);
        }
      }
      case RnodeProtocol.PLATFORM -> platform = value(payload, platform);
      case RnodeProtocol.MCU -> mcu = value(payload, mcu);
      case RnodeProtocol.BOARD -> board = value(payload, board);
      case RnodeProtocol.ROM_READ -> rom = payload.length() > ROM_INFO_LOCK ? payload : rom;
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int value(Bytes payload, int otherwise) {
    return payload.length() == 1 ? payload.at(0) : otherwise;
  }

  /** Nothing more is to be expected. */
  boolean complete() {
    return major != UNKNOWN && platform != UNKNOWN && mcu != UNKNOWN && board != UNKNOWN && romKnown();
  }

  boolean firmwareKnown() {
    return major != UNKNOWN;
  }

  boolean firmwareNewEnough() {
    return major > MIN_MAJOR || major == MIN_MAJOR && minor >= MIN_MINOR;
  }

  String firmware() {
    return "RNode firmware %d.%02d".formatted(major, minor);
  }

  /** Whether the EEPROM was told: which board it is, for which band, and whose airtime it spends. */
  boolean romKnown() {
    return rom.length() > 0;
  }

  /** Without a provisioned EEPROM the firmware never switches the radio on. */
  boolean provisioned() {
    return rom.at(ROM_INFO_LOCK) == INFO_LOCKED;
  }

  RnodeBoards.Band band() {
    return RnodeBoards.band(rom.at(ROM_MODEL));
  }

  boolean reportsStatistics() {
    return RnodeBoards.reportsStatistics(platform);
  }

  /** Product, model and serial number as provisioned. */
  String hardwareId() {
    return "rnode:%02x-%02x-%s".formatted(rom.at(ROM_PRODUCT), rom.at(ROM_MODEL),
        rom.slice(ROM_SERIAL, ROM_SERIAL_END).toHex());
  }

  String name() {
    String on = board != UNKNOWN ? RnodeBoards.board(board) : "a board that does not say which";
    String kind = RnodeBoards.platform(platform);
    String chip = RnodeBoards.mcu(mcu);
    return "RNode %d.%02d on %s (%s)".formatted(major, minor, on,
        chip.equals(kind) ? kind : kind + ", " + chip);
  }
}
