package org.sheratan.radio.air;

import org.sheratan.kernel.Check;

/**
 * What is between the radio's connector and the air.
 *
 * @param gainDbi of the antenna
 * @param cableLossDb of cable, filters and connectors, not negative
 */
public record AntennaPath(double gainDbi, double cableLossDb) {
  public AntennaPath {
    Check.that(gainDbi >= -30 && gainDbi <= 40, "antenna gain out of range: " + gainDbi);
    Check.that(cableLossDb >= 0 && cableLossDb <= 40, "cable loss out of range: " + cableLossDb);
  }

  double netGainDbi() {
    return gainDbi - cableLossDb;
  }
}
