package org.sheratan.radio.emulator;

/** The chip's modes, and how long it takes from one to the other (datasheet, table 8-2). */
enum Sx1262Mode {
  // @formatter:off
  SLEEP(0, 0, 0),
  STANDBY_RC(2, 126, 83),
  STANDBY_XOSC(3, 105, 62),
  FS(4, 76, 41),
  RX(5, 92, 62),
  TX(6, 105, 92),
  /** Seen from outside it is receiving. */
  CAD(5, 105, 62);
  // @formatter:on

  private static final int TO_STANDBY_XOSC_MICROS = 31;
  private static final int TO_FS_MICROS = 50;
  private static final int SHORT_MICROS = 15;

  private final int code;
  private final int toTxMicros;
  private final int toRxMicros;

  Sx1262Mode(int code, int toTxMicros, int toRxMicros) {
    this.code = code;
    this.toTxMicros = toTxMicros;
    this.toRxMicros = toRxMicros;
  }

  /** In the status byte. */
  int code() {
    return code;
  }

  /** With the clock already running, or a crystal. */
  int switchMicros(Sx1262Mode next) {
    return switch (next) {
      case TX -> toTxMicros;
      case RX, CAD -> toRxMicros;
      case STANDBY_XOSC -> this == STANDBY_RC ? TO_STANDBY_XOSC_MICROS : SHORT_MICROS;
      case FS -> TO_FS_MICROS;
      case STANDBY_RC, SLEEP -> SHORT_MICROS;
    };
  }

  /** The 32 MHz clock runs. */
  boolean clocked() {
    return this != SLEEP && this != STANDBY_RC;
  }
}
