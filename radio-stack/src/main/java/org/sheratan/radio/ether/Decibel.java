package org.sheratan.radio.ether;

/** Powers add up in milliwatts and are read in dBm. */
final class Decibel {
  private Decibel() {}

  static double toMilliwatts(double dbm) {
    return StrictMath.pow(10, dbm / 10);
  }

  static double toDbm(double milliwatts) {
    return 10 * StrictMath.log10(milliwatts);
  }
}
