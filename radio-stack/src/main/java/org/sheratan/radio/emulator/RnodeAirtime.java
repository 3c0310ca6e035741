package org.sheratan.radio.emulator;

/** The firmware's own airtime book: bins of 7.5 s over an hour (RNode_Firmware.ino, update_airtime). */
final class RnodeAirtime {
  private static final int BIN_MS = 7_500;
  private static final int BINS = 480;
  private static final int SCALE = 10_000;

  private final int[] bins = new int[BINS];
  private float shortLimit;
  private float longLimit;

  void add(double costMs, long nowMs) {
    int current = bin(nowMs);
    bins[current] = (bins[current] + (int) costMs) & 0xffff;
    bins[(current + 1) % BINS] = 0;
  }

  /** The bins are a ring by the clock: the one to come is emptied whenever the book is looked at. */
  void turn(long nowMs) {
    bins[(bin(nowMs) + 1) % BINS] = 0;
  }

  float shortTerm(long nowMs) {
    int current = bin(nowMs);
    return (bins[current] + bins[(current + BINS - 1) % BINS]) / (2.0f * BIN_MS);
  }

  float longTerm() {
    long sum = 0;
    for (int bin : bins) {
      sum += bin;
    }
    return sum / (float) (BINS * BIN_MS);
  }

  /** @param hundredthsPercent 0 and everything from 100 % switch the lock off */
  void limitShort(int hundredthsPercent) {
    shortLimit = limit(hundredthsPercent);
  }

  void limitLong(int hundredthsPercent) {
    longLimit = limit(hundredthsPercent);
  }

  /** As echoed: a float times 10,000, cut off. */
  int shortLimit() {
    return units(shortLimit);
  }

  int longLimit() {
    return units(longLimit);
  }

  boolean locked(long nowMs) {
    return shortLimit != 0 && shortTerm(nowMs) >= shortLimit || longLimit != 0 && longTerm() >= longLimit;
  }

  static int units(float share) {
    return (int) (share * 100 * 100);
  }

  private static float limit(int hundredthsPercent) {
    float share = hundredthsPercent / (float) SCALE;
    return share >= 1 ? 0 : share;
  }

  private static int bin(long nowMs) {
    return (int) (nowMs % ((long) BINS * BIN_MS) / BIN_MS);
  }
}
