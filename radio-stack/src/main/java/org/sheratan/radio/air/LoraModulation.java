package org.sheratan.radio.air;

import org.sheratan.kernel.Check;

/**
 * How LoRa frames are modulated. Explicit header and CRC are always on.
 *
 * @param spreadingFactor 5..12 (6 and below not on SX127x together with the explicit header)
 * @param bandwidthHz occupied bandwidth, such as 125_000
 * @param codingRate denominator of 4/n, 5..8
 * @param preambleSymbols as programmed; the fixed 4.25 symbols come on top
 */
public record LoraModulation(int spreadingFactor, int bandwidthHz, int codingRate, int preambleSymbols) {
  /** Above this symbol time the low data rate optimization is on (SX1276 datasheet, 4.1.1.6). */
  private static final int LONG_SYMBOL_MICROS = 16_000;
  private static final int QUARTER_SYMBOLS_OF_SYNC = 17;
  private static final int QUARTER_SYMBOLS_OF_SHORT_SYNC = 25;
  private static final int LARGEST_SHORT_SPREADING_FACTOR = 6;
  private static final int HEADER_AND_SYNC_SYMBOLS = 8;
  private static final int CRC_BITS = 16;
  private static final int HEADER_BITS = 28;
  private static final int SHORT_HEADER_BITS = 20;

  public LoraModulation {
    Check.that(spreadingFactor >= 5 && spreadingFactor <= 12,
        "spreading factor out of range: " + spreadingFactor);
    Check.that(bandwidthHz >= 7_800 && bandwidthHz <= 500_000, "bandwidth out of range: " + bandwidthHz);
    Check.that(codingRate >= 5 && codingRate <= 8, "coding rate out of range: " + codingRate);
    Check.that(preambleSymbols >= 6 && preambleSymbols <= 65_535,
        "preamble out of range: " + preambleSymbols);
  }

  /** One symbol, rounded up. */
  public long symbolMicros() {
    return ceilDiv((1_000_000L << spreadingFactor), bandwidthHz);
  }

  public boolean lowDataRateOptimized() {
    return (1_000_000L << spreadingFactor) > (long) LONG_SYMBOL_MICROS * bandwidthHz;
  }

  /**
   * Time on air of one frame in microseconds, rounded up: T = (preamble + 4.25 + 8 + payload symbols) · 2^SF / BW
   * (Semtech AN1200.13; SX1276 datasheet, 4.1.1.7). SF5 and SF6 with an explicit header exist on the SX126x only:
   * there the sync takes 6.25 symbols and the header eight bits fewer (SX1261/2 datasheet, 6.1.4).
   *
   * @param lengthBytes 0..255, as the radio sends it, modem header included
   */
  public long airtimeMicros(int lengthBytes) {
    Check.that(lengthBytes >= 0 && lengthBytes <= 255, "a LoRa frame has 0 to 255 bytes");
    long quarterSymbols = 4L * preambleSymbols
        + (isShort() ? QUARTER_SYMBOLS_OF_SHORT_SYNC : QUARTER_SYMBOLS_OF_SYNC)
        + 4L * (HEADER_AND_SYNC_SYMBOLS + payloadSymbols(lengthBytes));
    return ceilDiv((quarterSymbols * 1_000_000L << spreadingFactor), 4L * bandwidthHz);
  }

  private long payloadSymbols(int lengthBytes) {
    int bits = 8 * lengthBytes - 4 * spreadingFactor + (isShort() ? SHORT_HEADER_BITS : HEADER_BITS)
        + CRC_BITS;
    int bitsPerBlock = 4 * (spreadingFactor - (lowDataRateOptimized() ? 2 : 0));
    return bits <= 0 ? 0 : ceilDiv(bits, bitsPerBlock) * codingRate;
  }

  private boolean isShort() {
    return spreadingFactor <= LARGEST_SHORT_SPREADING_FACTOR;
  }

  private static long ceilDiv(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
