package org.sheratan.radio.ether;

import org.sheratan.radio.air.LoraModulation;

/**
 * What must agree for one radio to hear another. Preamble and coding rate may differ; the header names the rate.
 *
 * @param frequencyHz as the synthesizer was set; differences below a quarter of the bandwidth do not matter (SX1276
 *     datasheet, 4.1.1.3: 25 %), so that the rasters of different chips (61 Hz, 0.95 Hz) do not part them
 * @param modulation bandwidths by their usual names: 7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000,
 *     250_000, 500_000
 */
public record Tuning(long frequencyHz, LoraModulation modulation, int syncWord, boolean invertedIq) {}
