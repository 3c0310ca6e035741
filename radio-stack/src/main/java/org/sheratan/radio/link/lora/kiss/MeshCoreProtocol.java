package org.sheratan.radio.link.lora.kiss;

/** MeshCore's KISS modem (MeshCore, docs/kiss_modem_protocol.md). Integers are little-endian. */
final class MeshCoreProtocol {
  static final int DATA = 0x00;
  static final int TX_DELAY = 0x01;
  /** All of the following are sub-commands of it: the first payload byte. */
  static final int HARDWARE = 0x06;

  static final int GET_IDENTITY = 0x01;
  static final int SET_RADIO = 0x09;
  static final int SET_POWER = 0x0A;
  static final int GET_RADIO = 0x0B;
  static final int GET_POWER = 0x0C;
  static final int GET_RSSI = 0x0D;
  static final int IS_BUSY = 0x0E;
  static final int GET_AIRTIME = 0x0F;
  static final int GET_NOISE = 0x10;
  static final int GET_VERSION = 0x11;
  static final int GET_NAME = 0x16;
  static final int PING = 0x17;
  static final int REBOOT = 0x18;
  static final int SET_SIGNAL_REPORT = 0x19;
  static final int GET_SIGNAL_REPORT = 0x1A;
  /** Answers carry the number of their request with this bit. */
  static final int ANSWER = 0x80;
  static final int OK = 0xF0;
  static final int ERROR = 0xF1;
  static final int TX_DONE = 0xF8;
  static final int RX_META = 0xF9;
  static final int ERROR_TX_BUSY = 0x07;

  static final int MAX_FRAME_BYTES = 255;
  static final int MAX_PAYLOAD_BYTES = 511;

  private MeshCoreProtocol() {}

  static byte[] littleEndian(long value) {
    return new byte[]{(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
  }
}
