package org.sheratan.radio.link.lora.sx126x;

import org.sheratan.radio.link.lora.LoraBandwidth;

/** What SetModulationParams calls a bandwidth (datasheet, table 13-48). */
final class BandwidthCode {
  private BandwidthCode() {}

  static int of(LoraBandwidth bandwidth) {
    return switch (bandwidth) {
      case KHZ_7_8 -> 0x00;
      case KHZ_10_4 -> 0x08;
      case KHZ_15_6 -> 0x01;
      case KHZ_20_8 -> 0x09;
      case KHZ_31_25 -> 0x02;
      case KHZ_41_7 -> 0x0A;
      case KHZ_62_5 -> 0x03;
      case KHZ_125 -> 0x04;
      case KHZ_250 -> 0x05;
      case KHZ_500 -> 0x06;
    };
  }
}
