package org.sheratan.radio.link.lora.sx127x;

import java.util.List;

/** The four chips of the family: their version register is the same, so the board profile has to tell. */
public enum Sx127xChip {
  SX1276(12, List.of(new Band(137, 175), new Band(410, 525), new Band(862, 1020))), SX1277(9,
      List.of(new Band(137, 175), new Band(410, 525), new Band(862, 1020))), SX1278(12,
          List.of(new Band(137, 175), new Band(410, 525))), SX1279(12,
              List.of(new Band(137, 160), new Band(410, 480), new Band(779, 960)));

  /** The explicit header needs SF7: SF6 exists with the implicit header only (datasheet 4.1.1.2). */
  static final int MIN_SPREADING_FACTOR = 7;
  private static final long MEGAHERTZ = 1_000_000L;
  /** Between the low-frequency and the high-frequency port (datasheet 3.4). */
  private static final long HIGH_BAND_FROM_HZ = 525 * MEGAHERTZ;
  /** Up to here 250 and 500 kHz are not supported (datasheet 4.1.1.4). */
  private static final long LOWEST_BAND_TO_HZ = 175 * MEGAHERTZ;

  /** From and to, in MHz (datasheet, table 3 and ordering information). */
  private record Band(int fromMhz, int toMhz) {
    boolean has(long frequencyHz) {
      return frequencyHz >= fromMhz * MEGAHERTZ && frequencyHz <= toMhz * MEGAHERTZ;
    }
  }

  private final int maxSpreadingFactor;
  private final List<Band> bands;

  Sx127xChip(int maxSpreadingFactor, List<Band> bands) {
    this.maxSpreadingFactor = maxSpreadingFactor;
    this.bands = bands;
  }

  boolean tunes(long frequencyHz) {
    return bands.stream().anyMatch(band -> band.has(frequencyHz));
  }

  boolean spreads(int spreadingFactor) {
    return spreadingFactor >= MIN_SPREADING_FACTOR && spreadingFactor <= maxSpreadingFactor;
  }

  /** Uses RFI_HF and the formulas of the high band. */
  static boolean highBand(long frequencyHz) {
    return frequencyHz > HIGH_BAND_FROM_HZ;
  }

  static boolean lowestBand(long frequencyHz) {
    return frequencyHz <= LOWEST_BAND_TO_HZ;
  }
}
