package org.sheratan.bench;

/**
 * Time on air of one LoRa packet with explicit header and CRC (Semtech SX1276 datasheet, 4.1.1.7).
 *
 * @param spreadingFactor 7..12
 * @param codingRate 1..4 for 4/5..4/8
 */
record LoraAirtime(int spreadingFactor, int bandwidthHz, int codingRate, int preambleSymbols) {
  /** What the other stacks' figures were taken at. */
  static final LoraAirtime SF8 = new LoraAirtime(8, 125_000, 1, 8);
  private static final double PREAMBLE_EXTRA_SYMBOLS = 4.25;
  private static final int HEADER_SYMBOLS = 8;
  private static final double LOW_RATE_SYMBOL_MS = 16;

  double ms(int lengthBytes) {
    double symbolMs = Math.pow(2, spreadingFactor) * 1000 / bandwidthHz;
    int lowRate = symbolMs > LOW_RATE_SYMBOL_MS ? 1 : 0;
    double bits = 8.0 * lengthBytes - 4 * spreadingFactor + 28 + 16;
    double groups = Math.max(Math.ceil(bits / (4 * (spreadingFactor - 2 * lowRate))), 0);
    double symbols = preambleSymbols + PREAMBLE_EXTRA_SYMBOLS + HEADER_SYMBOLS + groups * (codingRate + 4);
    return symbols * symbolMs;
  }
}
