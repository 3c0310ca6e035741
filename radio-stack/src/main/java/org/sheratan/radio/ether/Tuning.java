package org.sheratan.radio.ether;

import org.sheratan.radio.air.LoraModulation;

/** What must agree for one radio to hear another. Preamble and coding rate may differ; the header names the rate. */
public record Tuning(long frequencyHz, LoraModulation modulation, int syncWord, boolean invertedIq) {}
