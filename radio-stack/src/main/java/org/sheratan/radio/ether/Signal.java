package org.sheratan.radio.ether;

/** One transmission as one receiver meets it. */
final class Signal {
  static final long NEVER = Long.MAX_VALUE;

  private final Transmission transmission;
  private final Station at;
  private final double powerDbm;
  private final boolean faded;
  private double milliwatts;
  private long clearSinceMicros = NEVER;
  private boolean locked;
  private boolean damaged;
  private double snrDb;

  Signal(Transmission transmission, Station at, double powerDbm, boolean faded) {
    this.transmission = transmission;
    this.at = at;
    this.powerDbm = powerDbm;
    this.milliwatts = Decibel.toMilliwatts(powerDbm);
    this.faded = faded;
  }

  Transmission transmission() {
    return transmission;
  }

  Tuning tuning() {
    return transmission.frame().tuning();
  }

  Station at() {
    return at;
  }

  double powerDbm() {
    return powerDbm;
  }

  /** 0 once cut off. */
  double milliwatts() {
    return milliwatts;
  }

  /** The receiver does not notice it: injected loss. */
  boolean faded() {
    return faded;
  }

  void cut() {
    milliwatts = 0;
    at.receiver().onCut(this);
  }

  /** Since when its preamble has been undisturbed, {@link #NEVER} when it is disturbed. */
  long clearSinceMicros() {
    return clearSinceMicros;
  }

  void clearSince(long micros) {
    clearSinceMicros = micros;
  }

  void lock(double atSnrDb) {
    locked = true;
    snrDb = atSnrDb;
  }

  /** Could have been read, yet no receiver locked to it. */
  boolean unread() {
    return !locked && !faded && milliwatts >= transmission.thresholdMilliwatts();
  }

  double snrDb() {
    return snrDb;
  }

  void damage() {
    damaged = true;
  }

  boolean damaged() {
    return damaged;
  }
}
