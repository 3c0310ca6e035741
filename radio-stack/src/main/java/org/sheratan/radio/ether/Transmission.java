package org.sheratan.radio.ether;

import java.util.ArrayList;
import java.util.List;

/** A frame on the air and the traces it leaves at every receiver it reaches. */
final class Transmission {
  /** Symbols of preamble a receiver needs undisturbed to lock (LoRaSim; Bor et al., MSWiM 2016, 3.2). */
  static final int LOCK_SYMBOLS = 5;
  /** Sync word and start of frame, in quarters of a symbol. */
  private static final int SYNC_QUARTERS = 17;
  private static final int HEADER_SYMBOLS = 8;

  private final AirFrame frame;
  private final List<Signal> signals = new ArrayList<>();
  private final double thermalMilliwatts;
  private final double thresholdMilliwatts;
  private boolean cut;

  Transmission(AirFrame frame) {
    this.frame = frame;
    thermalMilliwatts = Decibel
        .toMilliwatts(Sensitivity.noiseFloorDbm(frame.tuning().modulation().bandwidthHz()));
    thresholdMilliwatts = Decibel.toMilliwatts(Sensitivity.dbm(frame.tuning().modulation()));
  }

  AirFrame frame() {
    return frame;
  }

  /** Noise in its band where nothing else transmits. */
  double thermalMilliwatts() {
    return thermalMilliwatts;
  }

  /** The weakest that a receiver reads in that noise. */
  double thresholdMilliwatts() {
    return thresholdMilliwatts;
  }

  List<Signal> signals() {
    return signals;
  }

  /** Ends now instead of later; receivers that locked to it go on until its end. */
  void cut() {
    cut = true;
    signals.forEach(Signal::cut);
  }

  boolean isCut() {
    return cut;
  }

  long lockMicros() {
    return afterQuarters(4 * LOCK_SYMBOLS) - frame.startMicros();
  }

  long preambleEndMicros() {
    return afterQuarters(4L * frame.tuning().modulation().preambleSymbols());
  }

  long syncEndMicros() {
    return afterQuarters(4L * frame.tuning().modulation().preambleSymbols() + SYNC_QUARTERS);
  }

  long headerEndMicros() {
    return afterQuarters(
        4L * (frame.tuning().modulation().preambleSymbols() + HEADER_SYMBOLS) + SYNC_QUARTERS);
  }

  private long afterQuarters(long quarterSymbols) {
    return frame.startMicros()
        + (quarterSymbols * 1_000_000L << frame.tuning().modulation().spreadingFactor())
            / (4L * frame.tuning().modulation().bandwidthHz());
  }
}
