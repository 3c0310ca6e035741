package org.sheratan.radio.link.lora;

import org.sheratan.radio.air.Allowance;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.LinkProfile;

/** The nature of a LoRa link, from its modulation and the law. */
final class LoraProfiles {
  static final int MAX_FRAME_BYTES = 255;
  private static final int TYPICAL_FRAME_BYTES = 64;
  /** Sensing, turning around, and the time a node thinks. */
  private static final int TURNAROUND_MS = 60;
  private static final int ALWAYS_PERMILLE = 1_000;

  private LoraProfiles() {}

  /** Before the radio has said what it is. */
  static LinkProfile planned(LoraPlan plan) {
    return profile(plan.name(), plan.modulation(), 0, MAX_FRAME_BYTES, ALWAYS_PERMILLE, false);
  }

  static LinkProfile of(String name, Transmitter transmitter, Conformance conformance) {
    return switch (conformance) {
      case Allowance allowance -> profile(name, transmitter.modulation(), transmitter.headerBytes(),
          transmitter.carrier(allowance.subBand()).longestFrameBytes(),
          Math.max(1, allowance.subBand().dutyPpm() / 1_000), false);
      case Breach breach -> profile(name, transmitter.modulation(), transmitter.headerBytes(),
          transmitter.maxFrameBytes(), ALWAYS_PERMILLE, true);
    };
  }

  private static LinkProfile profile(String name, LoraModulation modulation, int headerBytes,
      int maxFrameBytes,
      int dutyPermille, boolean silent) {
    long typicalMicros = modulation.airtimeMicros(TYPICAL_FRAME_BYTES + headerBytes);
    int roundTripMs = (int) (2 * typicalMicros / 1_000) + 2 * TURNAROUND_MS;
    long bitsPerSecond = Math.max(1, TYPICAL_FRAME_BYTES * 8_000_000L / typicalMicros);
    return new LinkProfile(name, maxFrameBytes, roundTripMs, bitsPerSecond, true, false, dutyPermille,
        silent);
  }
}
