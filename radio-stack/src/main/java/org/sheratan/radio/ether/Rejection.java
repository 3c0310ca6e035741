package org.sheratan.radio.ether;

import java.util.Arrays;

import org.sheratan.radio.air.LoraModulation;

/**
 * How much stronger an interferer may be before a LoRa frame is lost. Against its own modulation a frame has to be
 * 6 dB stronger to survive (capture: Bor et al., MSWiM 2016, 3.2). Against others it survives weaker: the ratios
 * Croce, Gucciardo, Mangione, Santaromita, Tinnirello measured with SX1272 (Impact of LoRa Imperfect Orthogonality,
 * IEEE Communications Letters 22(4), 2018, table I), which are less kind than the theory of Goursaud and Gorce
 * (2015).
 */
final class Rejection {
  private static final int LOWEST = 7;
  private static final int HIGHEST = 12;
  /** Row: the wanted frame, SF7 to SF12. Column: the interferer. */
  private static final int[][] RATIO_DB = {
      {6, -8, -9, -9, -9, -9},
      {-11, 6, -11, -12, -13, -13},
      {-15, -13, 6, -13, -14, -15},
      {-19, -18, -17, 6, -17, -18},
      {-22, -22, -21, -20, 6, -20},
      {-25, -25, -25, -24, -23, 6}};

  private static final double[][] RATIO = Arrays.stream(RATIO_DB)
      .map(row -> Arrays.stream(row).mapToDouble(Decibel::toMilliwatts).toArray()).toArray(double[][]::new);

  private Rejection() {}

  /**
   * The power ratio, not in decibels, that {@code wanted} needs against {@code other} in the same band. Chirps of
   * another bandwidth disturb like those of the spreading factor with the same slope BW² / 2^SF (Goursaud and
   * Gorce). SF5 and SF6 were not measured and are taken as the nearest measured ones.
   */
  static double required(LoraModulation wanted, LoraModulation other) {
    int octaves = wanted.bandwidthHz() == other.bandwidthHz()
        ? 0
        : (int) Math.round(
            StrictMath.log((double) other.bandwidthHz() / wanted.bandwidthHz()) / StrictMath.log(2));
    int sameSlope = other.spreadingFactor() - 2 * octaves;
    return RATIO[measured(wanted.spreadingFactor()) - LOWEST][measured(sameSlope) - LOWEST];
  }

  private static int measured(int spreadingFactor) {
    return Math.clamp(spreadingFactor, LOWEST, HIGHEST);
  }

  /** Share of the power in {@code [centerHz ± bandwidthHz / 2]} that falls into the band of {@code receiver}. */
  static double inBand(Tuning receiver, long centerHz, int bandwidthHz) {
    long receiverHz = receiver.frequencyHz();
    int receiverWidthHz = receiver.modulation().bandwidthHz();
    double fromHz = Math.max(receiverHz - receiverWidthHz / 2.0, centerHz - bandwidthHz / 2.0);
    double toHz = Math.min(receiverHz + receiverWidthHz / 2.0, centerHz + bandwidthHz / 2.0);
    return Math.max(0, toHz - fromHz) / bandwidthHz;
  }
}
