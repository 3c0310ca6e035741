package org.sheratan.radio.emulator;

import java.util.Arrays;

/**
 * Addresses, values after reset and who may write (SX1276/77/78/79 datasheet, revision 4, chapter 6; for reserved
 * registers the errata note 1.1 and the reference driver). Written down apart from the driver's own list on purpose: a
 * slip in one of them shows.
 */
final class Sx1276Map {
  static final int SIZE = 0x80;

  static final int FIFO = 0x00;
  static final int OP_MODE = 0x01;
  static final int FRF = 0x06;
  static final int PA_CONFIG = 0x09;
  static final int OCP = 0x0B;
  static final int FIFO_ADDR_PTR = 0x0D;
  static final int FIFO_TX_BASE = 0x0E;
  static final int FIFO_RX_BASE = 0x0F;
  static final int FIFO_RX_CURRENT = 0x10;
  static final int IRQ_FLAGS_MASK = 0x11;
  static final int IRQ_FLAGS = 0x12;
  static final int RX_NB_BYTES = 0x13;
  static final int MODEM_STAT = 0x18;
  static final int PKT_SNR = 0x19;
  static final int PKT_RSSI = 0x1A;
  static final int RSSI = 0x1B;
  static final int HOP_CHANNEL = 0x1C;
  static final int MODEM_CONFIG_1 = 0x1D;
  static final int MODEM_CONFIG_2 = 0x1E;
  static final int SYMB_TIMEOUT = 0x1F;
  static final int PREAMBLE = 0x20;
  static final int PAYLOAD_LENGTH = 0x22;
  static final int MAX_PAYLOAD_LENGTH = 0x23;
  static final int FIFO_RX_BYTE = 0x25;
  static final int MODEM_CONFIG_3 = 0x26;
  static final int IF_FREQ_1 = 0x2F;
  static final int IF_FREQ_2 = 0x30;
  static final int DETECT_OPTIMIZE = 0x31;
  static final int INVERT_IQ = 0x33;
  static final int HIGH_BW_1 = 0x36;
  static final int DETECTION_THRESHOLD = 0x37;
  static final int SYNC_WORD = 0x39;
  static final int HIGH_BW_2 = 0x3A;
  static final int INVERT_IQ_2 = 0x3B;
  static final int IMAGE_CAL = 0x3B;
  static final int DIO_MAPPING_1 = 0x40;
  static final int VERSION = 0x42;
  static final int TCXO = 0x4B;
  static final int PA_DAC = 0x4D;

  private static final int FIRST_OF_MODEM = 0x0D;
  private static final int LAST_OF_MODEM = 0x3F;

  /** Pairs of address and value. What is not named reads 0. */
  private static final int[] AFTER_RESET = {OP_MODE, 0x09, FRF, 0x6C, FRF + 1, 0x80, PA_CONFIG, 0x4F, 0x0A,
      0x09, OCP,
      0x2B, 0x0C, 0x20, FIFO_TX_BASE, 0x80, MODEM_STAT, 0x10, MODEM_CONFIG_1, 0x72, MODEM_CONFIG_2, 0x70,
      SYMB_TIMEOUT,
      0x64, PREAMBLE + 1, 0x08, PAYLOAD_LENGTH, 0x01, MAX_PAYLOAD_LENGTH, 0xFF, MODEM_CONFIG_3, 0x04,
      IF_FREQ_1, 0x20,
      DETECT_OPTIMIZE, 0xC3, INVERT_IQ, 0x27, HIGH_BW_1, 0x03, DETECTION_THRESHOLD, 0x0A, SYNC_WORD, 0x12,
      HIGH_BW_2,
      0x65, INVERT_IQ_2, 0x1D, VERSION, 0x12, 0x44, 0x2D, TCXO, 0x09, PA_DAC, 0x84, 0x61, 0x1C, 0x62, 0x0E,
      0x63, 0x5B,
      0x64, 0xDB, 0x70, 0xD0};
  private static final int[] FSK_AFTER_RESET = {IMAGE_CAL, 0x02};

  private static final int[] READ_ONLY = {FIFO_RX_CURRENT, RX_NB_BYTES, 0x14, 0x15, 0x16, 0x17, MODEM_STAT,
      PKT_SNR,
      PKT_RSSI, RSSI, HOP_CHANNEL, FIFO_RX_BYTE, 0x28, 0x29, 0x2A, 0x2C, VERSION, 0x5B};
  private static final int[] RESERVED = {0x02, 0x03, 0x04, 0x05, 0x2B, 0x2D, 0x2E, 0x32, 0x34, 0x35, 0x38,
      0x3C, 0x3D,
      0x3E, 0x3F, 0x43, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4A, 0x4C, 0x5C, 0x5E, 0x5F, 0x60};
  /** Below this every address that is not reserved has a use; above, only those in {@link #HIGH}. */
  private static final int LAST_IN_A_ROW = 0x4D;
  private static final int[] HIGH = {0x5D, 0x61, 0x62, 0x63, 0x64, 0x70};
  /** May change while the modem works; everything else in sleep, standby and FSTX only (4.1.3). */
  private static final int[] ANY_TIME = {FIFO, OP_MODE, FIFO_ADDR_PTR, IRQ_FLAGS_MASK, IRQ_FLAGS,
      DIO_MAPPING_1,
      DIO_MAPPING_1 + 1};

  private Sx1276Map() {}

  static int[] afterReset() {
    return filled(AFTER_RESET);
  }

  /** The registers that mean something else in FSK mode. */
  static int[] fskAfterReset() {
    return filled(FSK_AFTER_RESET);
  }

  private static int[] filled(int[] pairs) {
    int[] values = new int[SIZE];
    for (int index = 0; index < pairs.length; index += 2) {
      values[pairs[index]] = pairs[index + 1];
    }
    return values;
  }

  static boolean belongsToModem(int address) {
    return address >= FIRST_OF_MODEM && address <= LAST_OF_MODEM;
  }

  static boolean readOnly(int address) {
    return has(READ_ONLY, address);
  }

  static boolean reserved(int address) {
    return has(RESERVED, address) || address > LAST_IN_A_ROW && !has(HIGH, address);
  }

  static boolean writableAnyTime(int address) {
    return has(ANY_TIME, address);
  }

  private static boolean has(int[] some, int address) {
    return Arrays.stream(some).anyMatch(one -> one == address);
  }
}
