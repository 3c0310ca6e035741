package org.sheratan.radio.link.lora.kiss;

import java.util.List;

/** What the codes that an RNode reports mean (RNode_Firmware, Boards.h; bands from Reticulum's rnodeconf). */
final class RnodeBoards {
  private static final int LOW_BAND_FROM_HZ = 410_000_000;
  private static final int LOW_BAND_TO_HZ = 525_000_000;
  private static final int HIGH_BAND_FROM_HZ = 779_000_000;
  private static final int HIGH_BAND_TO_HZ = 1_020_000_000;
  private static final long MICROWAVE_FROM_HZ = 2_200_000_000L;
  private static final long MICROWAVE_TO_HZ = 2_600_000_000L;

  /** Models for 433 or 470 MHz; all others but the 2.4 GHz and the home-made ones are for 850 to 950 MHz. */
  private static final List<Integer> LOW_MODELS = List.of(0xA4, 0xA3, 0xA2, 0xA1, 0xA5, 0xE4, 0xE3, 0xD4,
      0xDB,
      0xDE, 0xBA, 0xB3, 0xB4, 0xC4, 0xC5, 0xC6, 0x16, 0x11);
  private static final List<Integer> HIGH_MODELS = List.of(0xA9, 0xA8, 0xA7, 0xA6, 0xAA, 0xE9, 0xE8, 0xD9,
      0xDC,
      0xDD, 0xBB, 0xB8, 0xB9, 0xC9, 0xCA, 0xC8, 0xC7, 0x17, 0x12);
  private static final int MICROWAVE_MODEL = 0xAC;

  /** What a board's filter and antenna match are made for. */
  record Band(long fromHz, long toHz) {
    boolean contains(long frequencyHz) {
      return frequencyHz >= fromHz && frequencyHz <= toHz;
    }

    @Override
    public String toString() {
      return fromHz / 1_000_000 + " to " + toHz / 1_000_000 + " MHz";
    }
  }

  /** Home-made boards do not say what they are made for. */
  static final Band UNKNOWN_BAND = new Band(0, Long.MAX_VALUE);

  private RnodeBoards() {}

  static Band band(int model) {
    if (LOW_MODELS.contains(model)) {
      return new Band(LOW_BAND_FROM_HZ, LOW_BAND_TO_HZ);
    }
    if (HIGH_MODELS.contains(model)) {
      return new Band(HIGH_BAND_FROM_HZ, HIGH_BAND_TO_HZ);
    }
    return model == MICROWAVE_MODEL ? new Band(MICROWAVE_FROM_HZ, MICROWAVE_TO_HZ) : UNKNOWN_BAND;
  }

  static String board(int code) {
    return switch (code) {
      case 0x31 -> "RNode v1";
      case 0x32 -> "home-made RNode";
      case 0x33 -> "LilyGO T-Beam";
      case 0x34 -> "Adafruit Huzzah32";
      case 0x35 -> "ESP32 board";
      case 0x36 -> "LilyGO LoRa32 v2.0";
      case 0x37 -> "LilyGO LoRa32 v2.1";
      case 0x38 -> "Heltec LoRa32 v2";
      case 0x39 -> "LilyGO LoRa32 v1.0";
      case 0x3A -> "Heltec LoRa32 v3";
      case 0x3B -> "LilyGO T-Deck";
      case 0x3C -> "Heltec T114";
      case 0x3D -> "LilyGO T-Beam Supreme";
      case 0x3E -> "Seeed XIAO ESP32S3";
      case 0x3F -> "Heltec LoRa32 v4";
      case 0x40 -> "RNode v2.0";
      case 0x41 -> "RNode v2.1";
      case 0x42 -> "LilyGO T3S3";
      case 0x44 -> "LilyGO T-Echo";
      case 0x50 -> "nRF52 board";
      case 0x51 -> "RAK4631";
      default -> "unknown board 0x%02x".formatted(code);
    };
  }

  static String platform(int code) {
    return switch (code) {
      case 0x70 -> "nRF52";
      case 0x80 -> "ESP32";
      case 0x90 -> "AVR";
      default -> "unknown platform 0x%02x".formatted(code);
    };
  }

  static String mcu(int code) {
    return switch (code) {
      case 0x71 -> "nRF52840";
      case 0x81 -> "ESP32";
      case 0x91 -> "ATmega1284P";
      case 0x92 -> "ATmega2560";
      default -> "unknown MCU 0x%02x".formatted(code);
    };
  }

  /** AVR boards report neither channel statistics nor the preamble. */
  static boolean reportsStatistics(int platform) {
    return platform != 0x90;
  }
}
