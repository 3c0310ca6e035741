package org.sheratan.radio.air;

import java.util.Optional;

/**
 * A stretch of spectrum and what the law asks of a transmitter there: one row of the region table.
 *
 * @param fromHz lower edge
 * @param toHz upper edge
 * @param dutyPpm share of any hour that a transmitter may be on the air, in millionths
 * @param maxTransmissionMs longest single transmission
 * @param minBandwidthHz narrowest occupied bandwidth
 * @param maxBandwidthHz widest occupied bandwidth
 * @param confirmed the source has been read; without that nobody transmits by this row
 * @param source where it is written, for people
 */
public record SubBand(long fromHz, long toHz, PowerLimit power, int dutyPpm, int maxTransmissionMs,
    int minBandwidthHz, int maxBandwidthHz, Optional<Hopping> hopping, boolean confirmed, String source) {
  public static final int ALL_THE_TIME_PPM = 1_000_000;
  public static final int ANY_LENGTH_MS = Integer.MAX_VALUE;

  /** True when the whole of what is occupied lies between the edges. */
  public boolean holds(long frequencyHz, int bandwidthHz) {
    return 2 * frequencyHz - bandwidthHz >= 2 * fromHz && 2 * frequencyHz + bandwidthHz <= 2 * toHz;
  }

  public boolean overlaps(long otherFromHz, long otherToHz) {
    return fromHz < otherToHz && otherFromHz < toHz;
  }

  public boolean dutyLimited() {
    return dutyPpm < ALL_THE_TIME_PPM;
  }

  /** The same with so much less of any hour, as far as there is that much. */
  public SubBand keepingBack(int ppm) {
    return dutyLimited()
        ? new SubBand(fromHz, toHz, power, Math.max(1, dutyPpm - ppm), maxTransmissionMs, minBandwidthHz,
            maxBandwidthHz, hopping, confirmed, source)
        : this;
  }

  /** Time on air that a transmitter may use in any hour. */
  public long microsPerHour() {
    return 3_600L * dutyPpm;
  }

  /** For people: {@code 869.4–869.65 MHz}. */
  public String name() {
    return megahertz(fromHz) + "–" + megahertz(toHz) + " MHz";
  }

  static String megahertz(long hertz) {
    String text = hertz / 1_000_000 + "." + String.format("%06d", hertz % 1_000_000);
    return text.replaceFirst("0{1,5}$", "");
  }
}
