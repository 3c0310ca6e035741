package org.sheratan.kernel;

/** SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same numbers on every JVM. */
public final class SeededEntropy implements Entropy {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;

  public SeededEntropy(long seed) {
    this.seed = seed;
    this.state = mix(seed);
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  @Override
  public SeededEntropy fork(String label) {
    long hash = seed;
    for (int index = 0; index < label.length(); index++) {
      hash = mix(hash ^ label.charAt(index)) + GOLDEN_GAMMA;
    }
    return new SeededEntropy(hash);
  }

  private static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
