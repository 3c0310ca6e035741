package org.sheratan.bench;

import java.util.List;

import org.sheratan.radio.air.LoraModulation;

/**
 * What another stack puts on the air for a 40-byte job and its 40-byte result: peers known, one hop, no loss. Counted
 * from its published formats, not run here.
 *
 * @param frameBytes every transmission in order, acknowledgements included
 * @param preambleSymbols its own, at SF8 and 125 kHz
 * @param signed the job and the result carry a signature, as our signed job does
 * @param without what ours has and this does not
 */
record AirPeer(String slug, String name, List<Integer> frameBytes, int preambleSymbols, boolean signed,
    String without) {
  /** What both directions carry. */
  static final int CONTENT_BYTES = 40;

  int bytes() {
    return frameBytes.stream().mapToInt(length -> length).sum();
  }

  double ownAirtimeMs() {
    return airtimeMs(frameBytes, preambleSymbols);
  }

  double airtimeMs(int atPreambleSymbols) {
    return airtimeMs(frameBytes, atPreambleSymbols);
  }

  /** At SF8, 125 kHz, CR 4/5. */
  static double airtimeMs(List<Integer> frameBytes, int preambleSymbols) {
    LoraModulation modulation = new LoraModulation(8, 125_000, 5, preambleSymbols);
    return frameBytes.stream().mapToLong(modulation::airtimeMicros).sum() / 1_000.0;
  }
}
