package org.sheratan.radio.link.lora;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The noise floor from samples of a channel on which the modem sees no signal. The lower quartile of the last samples:
 * other modulations, which the modem cannot see, raise single samples only.
 */
public final class NoiseFloor {
  private static final int SAMPLES = 16;
  private static final int ENOUGH = 8;
  private static final int QUICK_MS = 50;
  private static final int SLOW_MS = 10_000;

  private final int[] samplesDbm = new int[SAMPLES];
  private int count;
  private int reportedDbm;

  /** @return the floor when it is known for the first time or has changed since */
  public OptionalInt add(int dbm) {
    samplesDbm[count % SAMPLES] = dbm;
    count++;
    if (count < ENOUGH) {
      return OptionalInt.empty();
    }
    int[] sorted = Arrays.copyOf(samplesDbm, Math.min(count, SAMPLES));
    Arrays.sort(sorted);
    int floorDbm = sorted[sorted.length / 4];
    boolean news = count == ENOUGH || floorDbm != reportedDbm;
    reportedDbm = floorDbm;
    return news ? OptionalInt.of(floorDbm) : OptionalInt.empty();
  }

  /** Soon while little is known, then seldom. */
  public int nextSampleInMs() {
    return count < ENOUGH ? QUICK_MS : SLOW_MS;
  }
}
