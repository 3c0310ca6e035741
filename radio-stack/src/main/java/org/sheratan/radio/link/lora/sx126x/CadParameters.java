package org.sheratan.radio.link.lora.sx126x;

/** How SetCad looks for a preamble: Semtech's recommendations by spreading factor (AN1200.48, SX126x at 125 kHz). */
final class CadParameters {
  private static final int[] PEAK_FROM_SF5 = {22, 22, 22, 22, 23, 24, 25, 28};
  private static final int MIN = 10;
  private static final int FIRST_SPREADING_FACTOR = 5;
  private static final int LAST_WITH_TWO_SYMBOLS = 8;
  private static final int TWO_SYMBOLS = 0x01;
  private static final int FOUR_SYMBOLS = 0x02;
  private static final int THEN_STANDBY = 0x00;

  /** The chip needs about half a symbol on top (datasheet 6.1.5); its end is awaited longer. */
  static final int LONGEST_SYMBOLS = 6;

  private CadParameters() {}

  /** @return symbols, peak, minimum, exit mode, 24 bits of timeout that this exit mode does not use */
  static int[] of(int spreadingFactor) {
    return new int[]{spreadingFactor <= LAST_WITH_TWO_SYMBOLS ? TWO_SYMBOLS : FOUR_SYMBOLS,
        PEAK_FROM_SF5[spreadingFactor - FIRST_SPREADING_FACTOR], MIN, THEN_STANDBY, 0, 0, 0};
  }
}
