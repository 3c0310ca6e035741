package org.sheratan.radio.link.lora.sx127x;

import org.sheratan.radio.link.lora.LoraBandwidth;

/** What erratum 2.3 asks for with each bandwidth, so that the receiver hears nothing that is not there. */
final class IntermediateFrequency {
  private IntermediateFrequency() {}

  /** For RegIfFreq1. At 500 kHz the chip itself chooses; the register keeps its default. */
  static int register(LoraBandwidth bandwidth) {
    return switch (bandwidth) {
      case KHZ_7_8 -> 0x48;
      case KHZ_10_4, KHZ_15_6, KHZ_20_8, KHZ_31_25, KHZ_41_7 -> 0x44;
      case KHZ_62_5, KHZ_125, KHZ_250 -> 0x40;
      case KHZ_500 -> 0x20;
    };
  }

  /** What the receiver is tuned above the channel: with a fixed intermediate frequency, one narrow bandwidth. */
  static int receiveOffsetHz(LoraBandwidth bandwidth) {
    return bandwidth.compareTo(LoraBandwidth.KHZ_41_7) <= 0 ? bandwidth.hertz() : 0;
  }
}
