package org.sheratan.radio.air;

/**
 * How much power the law allows, and where it is measured.
 *
 * @param milliwatts 1..100,000
 */
public record PowerLimit(int milliwatts, Reference reference) {
  /** Gain of a half-wave dipole over an isotropic radiator: ERP = EIRP − 2.15 dB (ITU-R V.573). */
  private static final double DIPOLE_DBI = 2.15;
  /** Conducted limits of the FCC hold up to this gain; more of it is to be taken off (47 CFR 15.247(b)(4)). */
  private static final double FREE_GAIN_DBI = 6.0;

  /** What a limit is measured against. */
  public enum Reference {
    /** Effective radiated power, as from a dipole. */
    ERP,
    /** Equivalent isotropically radiated power. */
    EIRP,
    /** At the antenna connector, with antennas of up to 6 dBi. */
    CONDUCTED
  }

  public double dbm() {
    return 10 * StrictMath.log10(milliwatts);
  }

  /** What {@code conductedDbm} comes to at the limit's reference. */
  public double measuredDbm(double conductedDbm, AntennaPath antenna) {
    return switch (reference) {
      case ERP -> conductedDbm + antenna.netGainDbi() - DIPOLE_DBI;
      case EIRP -> conductedDbm + antenna.netGainDbi();
      case CONDUCTED -> conductedDbm + Math.max(0, antenna.gainDbi() - FREE_GAIN_DBI);
    };
  }

  /** Highest whole dBm at the antenna connector that stays within the limit. */
  public int highestConductedDbm(AntennaPath antenna) {
    return (int) Math.floor(dbm() - measuredDbm(0, antenna));
  }

  @Override
  public String toString() {
    return milliwatts + " mW " + (reference == Reference.CONDUCTED ? "conducted" : reference.name());
  }
}
