package org.sheratan.radio.air;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges by what was on the air, not by what anybody's meter says: bands, power, longest transmission, and the airtime of
 * every transmitter in every sub-band in any sliding hour. Shares no accounting with {@link AirtimeMeter}.
 */
public final class DutyAudit {
  private static final long HOUR_MICROS = 3_600_000_000L;

  /**
   * What the medium saw.
   *
   * @param powerDbm conducted
   */
  public record Emission(String transmitter, long frequencyHz, int bandwidthHz, double powerDbm,
      long startMicros, long endMicros) {}

  /** @param found and {@code allowed} in the unit that the rule has */
  public record Finding(Rule rule, String transmitter, long atMicros, String found, String allowed) {}

  /** Emissions that share an allowance. */
  private record Account(String transmitter, SubBand subBand) {}

  private final List<SubBand> subBands;
  private final AntennaPath antenna;
  private final Map<Account, List<Emission>> emissions = new TreeMap<>(
      Comparator.comparing(Account::transmitter).thenComparing(account -> account.subBand().fromHz())
          .thenComparing(account -> account.subBand().dutyPpm()));
  private final List<Finding> findings = new ArrayList<>();

  /** @param antenna of every transmitter */
  public DutyAudit(Region region, AntennaPath antenna) {
    this.subBands = region.subBands();
    this.antenna = antenna;
  }

  public void add(Emission emission) {
    Optional<SubBand> subBand = subBands.stream().filter(SubBand::confirmed)
        .filter(one -> one.holds(emission.frequencyHz, emission.bandwidthHz))
        .filter(one -> emission.bandwidthHz >= one.minBandwidthHz()
            && emission.bandwidthHz <= one.maxBandwidthHz())
        .filter(one -> one.hopping().isEmpty()
            && one.power().measuredDbm(emission.powerDbm, antenna) <= one.power().dbm())
        .max(Comparator.comparingInt(SubBand::dutyPpm));
    if (subBand.isEmpty()) {
      findings.add(new Finding(Rule.BAND, emission.transmitter, emission.startMicros,
          emission.frequencyHz + " Hz, " + emission.bandwidthHz + " Hz wide, " + emission.powerDbm + " dBm",
          "what a confirmed row of the region allows"));
      return;
    }
    long lengthMicros = emission.endMicros - emission.startMicros;
    if (lengthMicros > 1_000L * subBand.get().maxTransmissionMs()) {
      findings.add(new Finding(Rule.DWELL, emission.transmitter, emission.startMicros, lengthMicros + " µs",
          subBand.get().maxTransmissionMs() + " ms"));
    }
    emissions.computeIfAbsent(new Account(emission.transmitter, subBand.get()), account -> new ArrayList<>())
        .add(emission);
  }

  /** Everything that broke a rule so far; one for each hour-window maximum above its limit. */
  public List<Finding> findings() {
    List<Finding> all = new ArrayList<>(findings);
    emissions.forEach((account, list) -> {
      Peak peak = peak(list);
      if (peak.airtimeMicros > account.subBand.microsPerHour()) {
        all.add(new Finding(Rule.DUTY_CYCLE, account.transmitter, peak.endMicros, peak.airtimeMicros + " µs",
            account.subBand.microsPerHour() + " µs"));
      }
    });
    return all;
  }

  /** Most airtime that {@code transmitter} had within any hour in the sub-band that holds {@code frequencyHz}. */
  public long busiestHourMicros(String transmitter, long frequencyHz) {
    return emissions.entrySet().stream()
        .filter(entry -> entry.getKey().transmitter.equals(transmitter)
            && entry.getKey().subBand.holds(frequencyHz, 0))
        .mapToLong(entry -> peak(entry.getValue()).airtimeMicros).max().orElse(0);
  }

  /** The same of whoever had most, wherever that was. */
  public long busiestHourMicros() {
    return emissions.values().stream().mapToLong(list -> peak(list).airtimeMicros).max().orElse(0);
  }

  private record Peak(long endMicros, long airtimeMicros) {}

  /**
   * The airtime within a window, as a function of its end, rises only during an emission, and falls only while one leaves
   * at the back. So it peaks where an emission ends, or where one begins to leave.
   */
  private static Peak peak(List<Emission> unordered) {
    List<Emission> ordered = new ArrayList<>(unordered);
    ordered.sort(Comparator.comparingLong(Emission::startMicros));
    long[] before = new long[ordered.size() + 1];
    TreeSet<Long> ends = new TreeSet<>();
    for (int index = 0; index < ordered.size(); index++) {
      Emission emission = ordered.get(index);
      before[index + 1] = before[index] + emission.endMicros - emission.startMicros;
      ends.add(emission.endMicros);
      ends.add(emission.startMicros + HOUR_MICROS);
    }
    Peak peak = new Peak(0, 0);
    for (long end : ends) {
      long airtimeMicros = until(ordered, before, end) - until(ordered, before, end - HOUR_MICROS);
      if (airtimeMicros > peak.airtimeMicros) {
        peak = new Peak(end, airtimeMicros);
      }
    }
    return peak;
  }

  /** Airtime up to {@code atMicros}; one transmitter's emissions do not overlap. */
  private static long until(List<Emission> ordered, long[] before, long atMicros) {
    int low = 0;
    int high = ordered.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ordered.get(middle).startMicros < atMicros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0
        ? 0
        : before[low - 1] + Math.min(ordered.get(low - 1).endMicros, atMicros)
            - ordered.get(low - 1).startMicros;
  }
}
