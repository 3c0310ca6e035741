package org.sheratan.radio.link.lora.kiss;

/**
 * Commands of the RNode host protocol, as firmware 1.86 speaks it (RNode_Firmware, Framing.h and Utilities.h).
 * Integers are big-endian.
 */
final class RnodeProtocol {
  static final int DATA = 0x00;
  static final int FREQUENCY = 0x01;
  static final int BANDWIDTH = 0x02;
  static final int POWER = 0x03;
  static final int SPREADING_FACTOR = 0x04;
  static final int CODING_RATE = 0x05;
  static final int STATE = 0x06;
  static final int LOCK = 0x07;
  static final int DETECT = 0x08;
  static final int LEAVE = 0x0A;
  static final int SHORT_AIRTIME_LOCK = 0x0B;
  static final int LONG_AIRTIME_LOCK = 0x0C;
  static final int READY = 0x0F;
  static final int STAT_RSSI = 0x23;
  static final int STAT_SNR = 0x24;
  static final int STAT_CHANNEL = 0x25;
  static final int STAT_PHYSICAL = 0x26;
  static final int BOARD = 0x47;
  static final int PLATFORM = 0x48;
  static final int MCU = 0x49;
  static final int FIRMWARE = 0x50;
  static final int ROM_READ = 0x51;
  static final int RESET = 0x55;
  static final int ERROR = 0x90;

  static final int DETECT_ASK = 0x73;
  static final int DETECT_ANSWER = 0x46;
  static final int RESET_MAGIC = 0xF8;
  static final int OFF = 0;
  static final int ON = 1;
  /** Asks for a one-byte value instead of setting it; four zero bytes do so for four-byte ones. */
  static final int QUERY = 0xFF;
  /** RSSI bytes are dBm + 157 (Config.h, rssi_offset). */
  static final int RSSI_OFFSET = 157;

  /** Longest packet the firmware carries; above {@link #MAX_FRAME_BYTES} in two LoRa frames. */
  static final int MAX_PACKET_BYTES = 508;
  /** What fits one LoRa frame beside the firmware's header byte. */
  static final int MAX_FRAME_BYTES = 254;
  static final int HEADER_BYTES = 1;

  private RnodeProtocol() {}

  /** True for replies the firmware sends with {@code serial_write}, unescaped. */
  static boolean unescaped(int command) {
    return switch (command) {
      case POWER, SPREADING_FACTOR, CODING_RATE, STATE, LOCK, DETECT, READY, BOARD, PLATFORM, MCU, FIRMWARE,
          RESET,
          ERROR ->
        true;
      default -> false;
    };
  }

  static byte[] ask(int command) {
    return KissFraming.encode(command, (byte) 0);
  }

  static byte[] oneByte(int command, int value) {
    return KissFraming.encode(command, (byte) value);
  }

  static byte[] twoBytes(int command, int value) {
    return KissFraming.encode(command, (byte) (value >> 8), (byte) value);
  }

  static byte[] fourBytes(int command, long value) {
    return KissFraming.encode(command, (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8),
        (byte) value);
  }
}
