package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LoraModulationTest {
  private static final int[] LENGTHS = {16, 32, 64, 128, 255};
  /** Tenths of ms at 125 kHz, 4/5, preamble 8, CRC, explicit header, by spreading factor from 7. */
  private static final long[][] TENTHS_MS = {
      {515, 719, 1180, 2153, 3996},
      {927, 1336, 2156, 3794, 7071},
      {1649, 2468, 3901, 6769, 12503},
      {3297, 4526, 6984, 12308, 22958},
      {6595, 9871, 15606, 27075, 50012},
      {13189, 18104, 27935, 49234, 90194}};
  /** Microseconds of symbols, by spreading factor from 7. */
  private static final long[] SYMBOL_MICROS = {1_024, 2_048, 4_096, 8_192, 16_384, 32_768};

  @Test
  void shouldCostWhatThePublishedTableSays() {
    for (int row = 0; row < TENTHS_MS.length; row++) {
      LoraModulation modulation = new LoraModulation(7 + row, 125_000, 5, 8);
      assertEquals(SYMBOL_MICROS[row], modulation.symbolMicros());
      for (int column = 0; column < LENGTHS.length; column++) {
        assertEquals(TENTHS_MS[row][column], Math.round(modulation.airtimeMicros(LENGTHS[column]) / 100.0),
            "SF" + (7 + row) + ", " + LENGTHS[column] + " bytes");
      }
    }
    assertEquals(205_824, new LoraModulation(9, 125_000, 5, 8).airtimeMicros(24));
  }

  @Test
  void shouldFit400MsAsPublished() {
    int[] most = {255, 138, 66, 24};
    for (int row = 0; row < most.length; row++) {
      LoraModulation modulation = new LoraModulation(7 + row, 125_000, 5, 8);
      assertTrue(modulation.airtimeMicros(most[row]) <= 400_000);
      assertTrue(most[row] == 255 || modulation.airtimeMicros(most[row] + 1) > 400_000);
    }
  }

  /** The figures that the protocol is built to: 54 + 54 bytes, and with a signature, at SF8. */
  @Test
  void shouldCostWhatTheDesignCounts() {
    LoraModulation modulation = new LoraModulation(8, 125_000, 5, 8);
    assertEquals(184_832, modulation.airtimeMicros(54));
    assertTrue(modulation.airtimeMicros(54) + modulation.airtimeMicros(118) <= 534_000);
  }

  /** SF5 and SF6 as Semtech's own driver counts them (sx126x_driver, sx126x_get_lora_time_on_air_numerator). */
  @Test
  void shouldCountShortSpreadingFactorsAsSx126x() {
    assertEquals(28_800, new LoraModulation(6, 125_000, 5, 12).airtimeMicros(16));
    assertEquals(54_416, new LoraModulation(5, 500_000, 8, 12).airtimeMicros(255));
    for (int spreadingFactor = 5; spreadingFactor <= 12; spreadingFactor++) {
      for (int bandwidthHz : new int[]{62_500, 125_000, 250_000, 500_000}) {
        LoraModulation modulation = new LoraModulation(spreadingFactor, bandwidthHz, 7, 12);
        for (int lengthBytes = 0; lengthBytes <= 255; lengthBytes++) {
          assertEquals(driversMicros(modulation, lengthBytes), modulation.airtimeMicros(lengthBytes));
        }
      }
    }
  }

  @Test
  void shouldOptimizeSymbolsOver16Ms() {
    assertFalse(new LoraModulation(10, 125_000, 5, 8).lowDataRateOptimized());
    assertTrue(new LoraModulation(11, 125_000, 5, 8).lowDataRateOptimized());
    assertTrue(new LoraModulation(12, 250_000, 5, 8).lowDataRateOptimized());
    assertFalse(new LoraModulation(11, 250_000, 5, 8).lowDataRateOptimized());
  }

  @Test
  void shouldRefuseWhatNoChipDoes() {
    assertThrows(IllegalStateException.class, () -> new LoraModulation(4, 125_000, 5, 8));
    assertThrows(IllegalStateException.class, () -> new LoraModulation(13, 125_000, 5, 8));
    assertThrows(IllegalStateException.class, () -> new LoraModulation(7, 1_000_000, 5, 8));
    assertThrows(IllegalStateException.class, () -> new LoraModulation(7, 125_000, 9, 8));
    assertThrows(IllegalStateException.class, () -> new LoraModulation(7, 125_000, 5, 5));
    assertThrows(IllegalStateException.class, () -> new LoraModulation(7, 125_000, 5, 8).airtimeMicros(256));
  }

  /** Written from the SX1261/2 datasheet (6.1.4) in the driver's integer form, rounded up to microseconds. */
  private static long driversMicros(LoraModulation modulation, int lengthBytes) {
    int spreadingFactor = modulation.spreadingFactor();
    int numerator = 8 * lengthBytes + 16 - 4 * spreadingFactor + 20 + (spreadingFactor > 6 ? 8 : 0);
    int denominator = 4 * (spreadingFactor - (modulation.lowDataRateOptimized() ? 2 : 0));
    int symbols = (Math.max(0, numerator) + denominator - 1) / denominator * modulation.codingRate()
        + modulation.preambleSymbols() + 12 + (spreadingFactor <= 6 ? 2 : 0);
    long chips = (4L * symbols + 1) << (spreadingFactor - 2);
    return Math.ceilDiv(chips * 1_000_000, (long) modulation.bandwidthHz());
  }
}
