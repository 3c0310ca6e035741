package org.sheratan.radio.ether;

import java.util.ArrayList;
import java.util.List;

/** Everything a receiver's antenna picks up at one moment, and whether one frame stands out of it. */
final class Interference {
  /** Energy that is no LoRa frame, as it arrives. */
  record Noise(long frequencyHz, int bandwidthHz, double milliwatts) {}

  /** What a chip reports at most, however strong the signal. [K] */
  private static final double HIGHEST_SNR_DB = 13;

  private final List<Signal> signals = new ArrayList<>();
  private final List<Noise> noises = new ArrayList<>();

  List<Signal> signals() {
    return signals;
  }

  List<Noise> noises() {
    return noises;
  }

  /** Strong enough above noise, and above the others of each kind. */
  boolean clear(Signal wanted) {
    return overNoise(wanted) && weighedMilliwatts(wanted) <= wanted.milliwatts();
  }

  boolean overNoise(Signal wanted) {
    Transmission sent = wanted.transmission();
    return wanted.milliwatts() * sent.thermalMilliwatts() >= sent.thresholdMilliwatts()
        * noiseMilliwatts(sent.thermalMilliwatts(), wanted.tuning());
  }

  /** The others, each weighed by what {@code wanted} withstands of its kind; at its own power it is lost. */
  private double weighedMilliwatts(Signal wanted) {
    double weighed = 0;
    for (Signal other : signals) {
      double share = other == wanted || other.milliwatts() == 0 ? 0 : share(wanted.tuning(), other);
      if (share > 0) {
        weighed += other.milliwatts() * share
            * Rejection.required(wanted.tuning().modulation(), other.tuning().modulation());
      }
    }
    return weighed;
  }

  double snrDb(Signal signal) {
    return Math.min(HIGHEST_SNR_DB,
        Decibel.toDbm(signal.milliwatts()
            / noiseMilliwatts(signal.transmission().thermalMilliwatts(), signal.tuning())));
  }

  /** Everything in the band of {@code tuning}. */
  double rssiDbm(Tuning tuning) {
    double thermal = Decibel.toMilliwatts(Sensitivity.noiseFloorDbm(tuning.modulation().bandwidthHz()));
    double milliwatts = noiseMilliwatts(thermal, tuning);
    for (Signal signal : signals) {
      milliwatts += signal.milliwatts() * share(tuning, signal);
    }
    return Decibel.toDbm(milliwatts);
  }

  private double noiseMilliwatts(double thermalMilliwatts, Tuning tuning) {
    double milliwatts = thermalMilliwatts;
    for (Noise noise : noises) {
      milliwatts += noise.milliwatts * Rejection.inBand(tuning, noise.frequencyHz, noise.bandwidthHz);
    }
    return milliwatts;
  }

  private static double share(Tuning tuning, Signal signal) {
    return Rejection.inBand(tuning, signal.tuning().frequencyHz(),
        signal.tuning().modulation().bandwidthHz());
  }
}
