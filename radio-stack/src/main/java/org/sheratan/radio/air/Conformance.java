package org.sheratan.radio.air;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a transmitter's settings keep the law of a region; see {@link Allowance} and {@link Breach}. */
public sealed interface Conformance permits Allowance, Breach {
  /** Conducted powers that any supported radio may be set to. */
  int LOWEST_POWER_DBM = -9;
  int HIGHEST_POWER_DBM = 33;

  /**
   * Tries the region's rows in order. When none allows it, the answer is about the row that came closest.
   *
   * @param powerDbm conducted, at the connector
   */
  static Conformance check(Optional<Region> region, long frequencyHz, int bandwidthHz, int powerDbm,
      AntennaPath antenna) {
    if (region.isEmpty()) {
      return Breach.NO_REGION;
    }
    Breach closest = outside(region.get(), frequencyHz, bandwidthHz);
    for (SubBand subBand : region.get().subBands()) {
      if (subBand.holds(frequencyHz, bandwidthHz)) {
        switch (check(subBand, bandwidthHz, powerDbm, antenna)) {
          case Allowance allowed -> {
            return allowed;
          }
          case Breach breach -> closest = closer(closest, breach);
        }
      }
    }
    return closest;
  }

  /** Highest conducted power that some row allows; empty when none allows any. */
  static OptionalInt highestPowerDbm(Region region, long frequencyHz, int bandwidthHz, AntennaPath antenna) {
    for (int powerDbm = HIGHEST_POWER_DBM; powerDbm >= LOWEST_POWER_DBM; powerDbm--) {
      if (check(Optional.of(region), frequencyHz, bandwidthHz, powerDbm, antenna) instanceof Allowance) {
        return OptionalInt.of(powerDbm);
      }
    }
    return OptionalInt.empty();
  }

  private static Conformance check(SubBand subBand, int bandwidthHz, int powerDbm, AntennaPath antenna) {
    if (bandwidthHz < subBand.minBandwidthHz() || bandwidthHz > subBand.maxBandwidthHz()) {
      return new Breach(Rule.BANDWIDTH, bandwidthHz + " Hz of bandwidth in " + subBand.name(),
          subBand.minBandwidthHz() + " to " + subBand.maxBandwidthHz() + " Hz",
          "set another bandwidth on every node of the network");
    }
    if (subBand.hopping().isPresent()) {
      return new Breach(Rule.HOPPING, bandwidthHz + " Hz of bandwidth on one channel in " + subBand.name(),
          "hopping " + subBand.hopping().get(),
          "set a bandwidth that needs no hopping, if the region has one: sheratan region list");
    }
    if (!subBand.confirmed()) {
      return new Breach(Rule.UNCONFIRMED, "to transmit in " + subBand.name(),
          "only receiving: the rule was never checked against its source, " + subBand.source(),
          "use a confirmed sub-band: sheratan region list");
    }
    int highestDbm = subBand.power().highestConductedDbm(antenna);
    double measuredDbm = subBand.power().measuredDbm(powerDbm, antenna);
    if (powerDbm > highestDbm) {
      return new Breach(Rule.POWER,
          String.format(Locale.ROOT, "%d dBm conducted, %.2f dBm with this antenna", powerDbm,
              measuredDbm),
          String.format(Locale.ROOT, "%s, %.2f dBm", subBand.power(), subBand.power().dbm()),
          "set the power to " + highestDbm + " dBm or less, or use an antenna of less gain");
    }
    return new Allowance(subBand, measuredDbm, highestDbm);
  }

  private static Breach outside(Region region, long frequencyHz, int bandwidthHz) {
    String bands = String.join(", ", region.subBands().stream().map(SubBand::name).distinct().toList());
    return new Breach(Rule.BAND,
        SubBand.megahertz(frequencyHz) + " MHz with " + bandwidthHz + " Hz of bandwidth in " + region.name(),
        "wholly within " + bands, "set a frequency at least half the bandwidth away from a sub-band's edges");
  }

  /** The later a rule is checked, the closer the settings came. */
  private static Breach closer(Breach one, Breach other) {
    return other.rule().compareTo(one.rule()) > 0 ? other : one;
  }
}
