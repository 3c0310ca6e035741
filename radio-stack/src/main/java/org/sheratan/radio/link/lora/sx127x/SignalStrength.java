package org.sheratan.radio.link.lora.sx127x;

/** What the strength registers mean (datasheet 5.5.5). */
final class SignalStrength {
  private static final int HIGH_BAND_OFFSET_DBM = -157;
  private static final int LOW_BAND_OFFSET_DBM = -164;
  private static final double SNR_STEP_DB = 0.25;

  private final int offsetDbm;

  SignalStrength(boolean highBand) {
    offsetDbm = highBand ? HIGH_BAND_OFFSET_DBM : LOW_BAND_OFFSET_DBM;
  }

  /** @param pktSnr RegPktSnrValue, two's complement */
  static double snrDb(int pktSnr) {
    return (byte) pktSnr * SNR_STEP_DB;
  }

  /** @param rssi RegRssiValue: the channel just now */
  int channelDbm(int rssi) {
    return offsetDbm + rssi;
  }

  /** Below the noise the register holds the noise; above it the slope of the detector is corrected. */
  int frameDbm(int pktRssi, double snrDb) {
    return snrDb < 0
        ? (int) Math.round(offsetDbm + pktRssi + snrDb)
        : (int) Math.round(offsetDbm + pktRssi * 16 / 15.0);
  }
}
