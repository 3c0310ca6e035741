package org.sheratan.radio.emulator;

import java.util.Arrays;

/** The EEPROM area that a provisioning tool writes once (RNode_Firmware, ROM.h). */
final class RnodeRom {
  private static final int LENGTH = 200;
  private static final int MODEL = 0x01;
  private static final int REVISION = 0x02;
  private static final int SERIAL = 0x03;
  private static final int INFO_LOCK = 0x9B;
  private static final int LOCKED = 0x73;
  private static final int ERASED = 0xFF;

  private final int[] bytes = new int[LENGTH];

  private RnodeRom() {
    Arrays.fill(bytes, ERASED);
  }

  static RnodeRom empty() {
    return new RnodeRom();
  }

  static RnodeRom provisioned(RnodeBoard board, int serial) {
    RnodeRom rom = new RnodeRom();
    rom.bytes[0] = board.product();
    rom.bytes[MODEL] = board.model();
    rom.bytes[REVISION] = 1;
    for (int index = 0; index < 4; index++) {
      rom.bytes[SERIAL + index] = serial >> 24 - 8 * index & 0xff;
    }
    rom.bytes[INFO_LOCK] = LOCKED;
    return rom;
  }

  boolean locked() {
    return bytes[INFO_LOCK] == LOCKED;
  }

  /** @return whether it was allowed */
  boolean write(int address, int value) {
    if (locked() || address >= LENGTH) {
      return false;
    }
    bytes[address] = value;
    return true;
  }

  int[] dump() {
    return bytes.clone();
  }
}
