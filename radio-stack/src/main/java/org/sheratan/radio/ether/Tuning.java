package org.sheratan.radio.ether;

import org.sheratan.radio.air.LoraModulation;

/**
 * What must agree for one radio to hear another. Preamble and coding rate may differ; the header names the rate.
 *
 * @param frequencyHz as the synthesizer was set; differences up to a quarter of the bandwidth do not matter, so that
 *     the rasters of different chips (61 Hz, 0.95 Hz) do not part them
 * @param modulation bandwidths by their usual names: 7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000,
 *     250_000, 500_000
 * @param syncWord 8 bits, as SX127x holds it; 0x12 is 0x1424 in an SX126x
 */
public record Tuning(long frequencyHz, LoraModulation modulation, int syncWord, boolean invertedIq) {
  /** A receiver follows carriers off by up to a quarter of its bandwidth (SX1276 datasheet, 4.1.1.3). */
  private static final int BANDWIDTHS_PER_OFFSET = 4;

  /** A receiver tuned like this locks to frames sent like {@code other}. */
  boolean follows(Tuning other) {
    return syncWord == other.syncWord && senses(other);
  }

  /** Its channel activity detection answers to frames sent like {@code other}: before any sync word is read. */
  boolean senses(Tuning other) {
    return modulation.spreadingFactor() == other.modulation.spreadingFactor()
        && modulation.bandwidthHz() == other.modulation.bandwidthHz() && invertedIq == other.invertedIq
        && Math.abs(frequencyHz - other.frequencyHz) * BANDWIDTHS_PER_OFFSET <= modulation.bandwidthHz();
  }
}
