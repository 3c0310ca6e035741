package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.air.LoraModulation;

class SensitivityTest {
  private static final int[] BANDWIDTHS_HZ = {125_000, 250_000, 500_000};
  /** Row: SF7 to SF12; column: 125, 250, 500 kHz. SX1272/73 datasheet, rev. 2, table 10. */
  private static final int[][] SX1272_DBM = {{-124, -122, -116}, {-127, -125, -119}, {-130, -128, -122},
      {-133, -130, -125}, {-135, -132, -128}, {-137, -135, -129}};
  /** 125 kHz. SX1276/77/78/79 datasheet, table 10, as quoted in Sensors 16(9), 2016, 1466. */
  private static final int[] SX1276_DBM = {-123, -126, -129, -132, -133, -136};

  @Test
  void shouldComeNearTheDatasheets() {
    for (int row = 0; row < SX1272_DBM.length; row++) {
      for (int column = 0; column < BANDWIDTHS_HZ.length; column++) {
        assertEquals(SX1272_DBM[row][column],
            Sensitivity.dbm(new LoraModulation(7 + row, BANDWIDTHS_HZ[column], 5, 8)), 2.6);
      }
      assertEquals(SX1276_DBM[row], Sensitivity.dbm(new LoraModulation(7 + row, 125_000, 5, 8)), 2.1);
    }
  }

  @Test
  void shouldFollowThermalNoise() {
    assertEquals(-117.03, Sensitivity.noiseFloorDbm(125_000), 0.01);
    assertEquals(-127.03, Sensitivity.dbm(new LoraModulation(8, 125_000, 5, 8)), 0.01);
    assertEquals(-2.5, Sensitivity.requiredSnrDb(5));
    assertEquals(-20, Sensitivity.requiredSnrDb(12));
  }
}
