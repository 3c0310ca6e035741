package org.sheratan.radio.link.lora.sx126x;

/** What the chips of the family differ in (datasheets SX1261/2, revision 2.1, and SX1268, revision 1.1: chapter 3). */
public enum Sx126xChip {
  // @formatter:off
  SX1261(150_000_000, 960_000_000, -17, 15),
  SX1262(150_000_000, 960_000_000, -9, 22),
  SX1268(410_000_000, 810_000_000, -9, 22);
  // @formatter:on

  private final long fromHz;
  private final long toHz;
  private final int minDbm;
  private final int maxDbm;

  Sx126xChip(long fromHz, long toHz, int minDbm, int maxDbm) {
    this.fromHz = fromHz;
    this.toHz = toHz;
    this.minDbm = minDbm;
    this.maxDbm = maxDbm;
  }

  boolean tunes(long frequencyHz) {
    return frequencyHz >= fromHz && frequencyHz <= toHz;
  }

  int minDbm() {
    return minDbm;
  }

  int maxDbm() {
    return maxDbm;
  }
}
