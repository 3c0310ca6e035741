package org.sheratan.radio.emulator;

import java.util.Optional;

/** The commands that the emulation knows: opcode, length on the bus, modes they belong to (datasheet, chapter 13). */
enum Sx1262Command {
  // @formatter:off
  CLEAR_IRQ_STATUS(0x02, 3, 3, Modes.AWAKE),
  CLEAR_DEVICE_ERRORS(0x07, 3, 3, Modes.AWAKE),
  SET_DIO_IRQ_PARAMS(0x08, 9, 9, Modes.STANDBY),
  WRITE_REGISTER(0x0D, 4, 259, Modes.AWAKE),
  WRITE_BUFFER(0x0E, 3, 258, Modes.AWAKE),
  GET_PACKET_TYPE(0x11, 3, 3, Modes.AWAKE),
  GET_IRQ_STATUS(0x12, 4, 4, Modes.AWAKE),
  GET_RX_BUFFER_STATUS(0x13, 4, 4, Modes.AWAKE),
  GET_PACKET_STATUS(0x14, 5, 5, Modes.AWAKE),
  GET_RSSI_INST(0x15, 3, 3, Modes.RECEIVING),
  GET_DEVICE_ERRORS(0x17, 4, 4, Modes.AWAKE),
  READ_REGISTER(0x1D, 5, 260, Modes.AWAKE),
  READ_BUFFER(0x1E, 4, 259, Modes.AWAKE),
  SET_STANDBY(0x80, 2, 2, Modes.AWAKE),
  SET_RX(0x82, 4, 4, Modes.AWAKE),
  SET_TX(0x83, 4, 4, Modes.AWAKE),
  SET_SLEEP(0x84, 2, 2, Modes.STANDBY),
  SET_RF_FREQUENCY(0x86, 5, 5, Modes.STANDBY),
  SET_CAD_PARAMS(0x88, 8, 8, Modes.STANDBY),
  CALIBRATE(0x89, 2, 2, Modes.STANDBY_RC),
  SET_PACKET_TYPE(0x8A, 2, 2, Modes.STANDBY_RC),
  SET_MODULATION_PARAMS(0x8B, 5, 5, Modes.STANDBY),
  SET_PACKET_PARAMS(0x8C, 7, 7, Modes.STANDBY),
  SET_TX_PARAMS(0x8E, 3, 3, Modes.STANDBY),
  SET_BUFFER_BASE_ADDRESS(0x8F, 3, 3, Modes.STANDBY),
  SET_RX_TX_FALLBACK_MODE(0x93, 2, 2, Modes.STANDBY),
  SET_PA_CONFIG(0x95, 5, 5, Modes.STANDBY),
  SET_REGULATOR_MODE(0x96, 2, 2, Modes.STANDBY_RC),
  SET_DIO3_AS_TCXO_CTRL(0x97, 5, 5, Modes.STANDBY_RC),
  CALIBRATE_IMAGE(0x98, 3, 3, Modes.STANDBY_RC),
  SET_DIO2_AS_RF_SWITCH_CTRL(0x9D, 2, 2, Modes.STANDBY),
  GET_STATUS(0xC0, 2, 2, Modes.AWAKE),
  SET_FS(0xC1, 1, 1, Modes.AWAKE),
  SET_CAD(0xC5, 1, 1, Modes.STANDBY);
  // @formatter:on

  /** Groups of the chip's modes. */
  private enum Modes {
    AWAKE, STANDBY, STANDBY_RC, RECEIVING
  }

  private final int opcode;
  private final int minBytes;
  private final int maxBytes;
  private final Modes modes;

  Sx1262Command(int opcode, int minBytes, int maxBytes, Modes modes) {
    this.opcode = opcode;
    this.minBytes = minBytes;
    this.maxBytes = maxBytes;
    this.modes = modes;
  }

  static Optional<Sx1262Command> of(int opcode) {
    for (Sx1262Command command : values()) {
      if (command.opcode == opcode) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  boolean fits(int bytes) {
    return bytes >= minBytes && bytes <= maxBytes;
  }

  boolean belongsTo(Sx1262Mode mode) {
    return switch (modes) {
      case AWAKE -> mode != Sx1262Mode.SLEEP;
      case STANDBY ->
        mode == Sx1262Mode.STANDBY_RC || mode == Sx1262Mode.STANDBY_XOSC || mode == Sx1262Mode.FS;
      case STANDBY_RC -> mode == Sx1262Mode.STANDBY_RC;
      case RECEIVING -> mode == Sx1262Mode.RX;
    };
  }
}
