package org.sheratan.radio.mesh.neighbor;

import org.sheratan.radio.link.LinkProfile;

/** A share of the time that a link may be on the air by law: so much in the long run, so much at once. */
public final class AirShare {
  private static final long PER_MILLION = 1_000_000;
  private static final long PPM_PER_PERMILLE_AND_PERCENT = 10;

  private static final int HOUR_MS_A_PERMILLE = 3_600;

  private final long ppm;
  private final long burstMs;
  /** Milliseconds on the air times a million. */
  private long saved;
  private long filledMs;

  /**
   * @param percent of what the law allows
   * @param burstMs airtime that may be spent at once
   */
  public AirShare(LinkProfile profile, int percent, long burstMs, long nowMs) {
    this(PPM_PER_PERMILLE_AND_PERCENT * profile.dutyPermille() * percent, burstMs, nowMs);
  }

  private AirShare(long ppm, long burstMs, long nowMs) {
    this.ppm = ppm;
    this.burstMs = Math.max(1, burstMs);
    this.saved = this.burstMs * PER_MILLION;
    this.filledMs = nowMs;
  }

  /** No more than {@code percent} in any hour: half of it at once, and as much again in the course of the hour. */
  static AirShare inAnyHour(LinkProfile profile, int percent, long nowMs) {
    return new AirShare(PPM_PER_PERMILLE_AND_PERCENT * profile.dutyPermille() * percent / 2,
        (long) HOUR_MS_A_PERMILLE * profile.dutyPermille() * percent / 100 / 2, nowMs);
  }

  /** May {@code airtimeMs} be spent now? It is, then. */
  public boolean take(long airtimeMs, long nowMs) {
    boolean covered = covers(airtimeMs, nowMs);
    if (covered) {
      spend(airtimeMs);
    }
    return covered;
  }

  /** The same, of nothing yet. What is longer than all that may be spent at once needs all of it, and is paid off after. */
  boolean covers(long airtimeMs, long nowMs) {
    long fullAfterMs = (burstMs * PER_MILLION - saved) / ppm + 1;
    saved = Math.min(burstMs * PER_MILLION, saved + Math.min(nowMs - filledMs, fullAfterMs) * ppm);
    filledMs = nowMs;
    return saved >= Math.min(airtimeMs, burstMs) * PER_MILLION;
  }

  /** How long until {@code airtimeMs} would be covered, if nothing is spent until then. */
  long waitMs(long airtimeMs, long nowMs) {
    return covers(airtimeMs, nowMs)
        ? 0
        : Math.ceilDiv(Math.min(airtimeMs, burstMs) * PER_MILLION - saved, ppm);
  }

  /** It is spent in any case. */
  void spend(long airtimeMs) {
    saved -= airtimeMs * PER_MILLION;
  }

  /** How often {@code airtimeMs} may be spent in the long run. */
  long periodMs(long airtimeMs) {
    return airtimeMs * PER_MILLION / ppm;
  }
}
