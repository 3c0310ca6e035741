package org.sheratan.radio.emulator;

import org.sheratan.kernel.Bytes;

/** What the modem says of itself when asked: firmware, board, EEPROM. */
final class RnodeNameplate {
  private static final int MAJOR = 1;
  private static final int MINOR = 86;
  private static final int DETECT_ASK = 0x73;
  private static final int DETECT_ANSWER = 0x46;
  private static final int ROM_ERROR = 3;

  private final RnodeBoard board;
  private final RnodeRom rom;
  private final RnodeFault fault;
  private final RnodeReplies replies;
  private int romQuestions;

  RnodeNameplate(RnodeBoard board, RnodeRom rom, RnodeFault fault, RnodeReplies replies) {
    this.board = board;
    this.rom = rom;
    this.fault = fault;
    this.replies = replies;
  }

  /** @return false when the command is about something else */
  boolean take(int command, Bytes argument) {
    switch (command) {
      case RnodeSettings.DETECT -> {
        if (argument.at(0) == DETECT_ASK) {
          replies.raw(command, DETECT_ANSWER);
        }
      }
      case RnodeSettings.BOARD -> replies.raw(command, board.board());
      case RnodeSettings.PLATFORM -> replies.raw(command, board.platform());
      case RnodeSettings.MCU -> replies.raw(command, board.mcu());
      case RnodeSettings.FIRMWARE -> replies.raw(command, MAJOR, MINOR);
      case RnodeSettings.ROM_READ -> {
        romQuestions++;
        if (fault != RnodeFault.EEPROM_SILENT && (fault != RnodeFault.EEPROM_LATE || romQuestions > 1)) {
          replies.escaped(command, rom.dump());
        }
      }
      case RnodeSettings.ROM_WRITE -> {
        if (!rom.write(argument.at(0), argument.at(1))) {
          replies.raw(RnodeSettings.ERROR, ROM_ERROR);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
