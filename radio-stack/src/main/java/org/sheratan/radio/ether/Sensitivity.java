package org.sheratan.radio.ether;

import org.sheratan.radio.air.LoraModulation;

/** The weakest signal a LoRa receiver can read: thermal noise + noise figure + required signal-to-noise ratio. */
public final class Sensitivity {
  /** Thermal noise at 290 K in 1 Hz. */
  private static final double THERMAL_DBM_PER_HZ = -174;
  /** Of SX127x and SX126x front ends (Semtech AN1200.22, LoRa Modulation Basics). */
  private static final double NOISE_FIGURE_DB = 6;
  /** SF5 and SF6 (SX1262 datasheet, 6.1.1.1), SF7 to SF12 (SX1276 datasheet, table 13). */
  private static final double[] REQUIRED_SNR_DB = {-2.5, -5, -7.5, -10, -12.5, -15, -17.5, -20};
  private static final int LOWEST_SPREADING_FACTOR = 5;

  private Sensitivity() {}

  /** What a receiver of this bandwidth reads where nobody transmits. */
  public static double noiseFloorDbm(int bandwidthHz) {
    return THERMAL_DBM_PER_HZ + 10 * StrictMath.log10(bandwidthHz) + NOISE_FIGURE_DB;
  }

  public static double requiredSnrDb(int spreadingFactor) {
    return REQUIRED_SNR_DB[spreadingFactor - LOWEST_SPREADING_FACTOR];
  }

  public static double dbm(LoraModulation modulation) {
    return noiseFloorDbm(modulation.bandwidthHz()) + requiredSnrDb(modulation.spreadingFactor());
  }
}
