package org.sheratan.radio.emulator;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.Tuning;

/**
 * The firmware's settings: clamped when set, repeated as told while the radio is off, read back from the chip once
 * it is on.
 */
final class RnodeSettings {
  static final int FREQUENCY = 0x01;
  static final int BANDWIDTH = 0x02;
  static final int POWER = 0x03;
  static final int SPREADING_FACTOR = 0x04;
  static final int CODING_RATE = 0x05;
  static final int STATE = 0x06;
  static final int LOCK = 0x07;
  static final int DETECT = 0x08;
  static final int SHORT_LOCK = 0x0B;
  static final int LONG_LOCK = 0x0C;
  static final int PROMISCUOUS = 0x0E;
  static final int READY = 0x0F;
  static final int STAT_RX = 0x21;
  static final int STAT_TX = 0x22;
  static final int RSSI = 0x23;
  static final int SNR = 0x24;
  static final int CHANNEL = 0x25;
  static final int PHYSICAL = 0x26;
  static final int RANDOM = 0x40;
  static final int BOARD = 0x47;
  static final int PLATFORM = 0x48;
  static final int MCU = 0x49;
  static final int FIRMWARE = 0x50;
  static final int ROM_READ = 0x51;
  static final int ROM_WRITE = 0x52;
  static final int RESET = 0x55;
  static final int ERROR = 0x90;
  private static final int QUERY = 0xFF;
  private static final int POWER_UNSET = 0xFF;
  private static final int[] BANDWIDTHS_HZ = {7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000,
      250_000, 500_000};

  private final RnodeBoard board;
  private final boolean wrongEcho;
  private long frequencyHz;
  private long bandwidthHz;
  private int power = POWER_UNSET;
  private int spreadingFactor;
  private int codingRate = 5;

  RnodeSettings(RnodeBoard board, boolean wrongEcho) {
    this.board = board;
    this.wrongEcho = wrongEcho;
  }

  static int argumentLength(int command) {
    return switch (command) {
      case FREQUENCY, BANDWIDTH -> 4;
      case SHORT_LOCK, LONG_LOCK, ROM_WRITE -> 2;
      case POWER, SPREADING_FACTOR, CODING_RATE, STATE, LOCK, DETECT, PROMISCUOUS, READY, STAT_RX, STAT_TX,
          RANDOM, BOARD, PLATFORM, MCU, FIRMWARE, ROM_READ, RESET ->
        1;
      default -> 0;
    };
  }

  /** The radio may be switched on. */
  boolean complete() {
    return frequencyHz != 0 && bandwidthHz != 0 && power != POWER_UNSET && spreadingFactor != 0;
  }

  static boolean concerns(int command) {
    return command >= FREQUENCY && command <= CODING_RATE;
  }

  /** @return whether it was no query */
  boolean set(int command, Bytes argument) {
    int value = argument.at(0);
    boolean query = argument.length() == 4 ? number(argument) == 0 : value == QUERY;
    if (!query) {
      switch (command) {
        case FREQUENCY -> frequencyHz = number(argument);
        case BANDWIDTH -> bandwidthHz = number(argument);
        case POWER -> power = Math.min(value, board.maxPowerDbm());
        case SPREADING_FACTOR -> spreadingFactor = Math.clamp(value, 5, 12);
        default -> codingRate = Math.clamp(value, 5, 8);
      }
    }
    return !query;
  }

  /** What the chip makes of them. */
  void onChip() {
    frequencyHz = board.tunedHz(frequencyHz);
    int index = 0;
    while (index < BANDWIDTHS_HZ.length - 1 && BANDWIDTHS_HZ[index] < bandwidthHz) {
      index++;
    }
    bandwidthHz = BANDWIDTHS_HZ[index];
  }

  void echo(int command, RnodeReplies replies) {
    switch (command) {
      case FREQUENCY -> replies.fourBytes(command, frequencyHz);
      case BANDWIDTH -> replies.fourBytes(command, bandwidthHz);
      case POWER -> replies.raw(command, power);
      case SPREADING_FACTOR -> replies.raw(command, spreadingFactor + (wrongEcho ? 1 : 0));
      default -> replies.raw(command, codingRate);
    }
  }

  /** Only once {@link #complete}. */
  RnodePhy phy() {
    return new RnodePhy(spreadingFactor, (int) bandwidthHz, codingRate);
  }

  Tuning tuning(int syncWord) {
    return new Tuning(frequencyHz, phy().modulation(), syncWord, false);
  }

  int powerDbm() {
    return power;
  }

  private static long number(Bytes argument) {
    long value = 0;
    for (int index = 0; index < 4; index++) {
      value = value << 8 | argument.at(index);
    }
    return value;
  }
}
