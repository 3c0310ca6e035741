package org.sheratan.kernel;

/**
 * Random decisions that need no secrecy: jitter, tie-breaks, simulated faults. Forkable, so that a new
 * consumer never shifts the numbers another one sees (Accord's RandomSource.fork).
 */
public interface Entropy {
  long nextLong();

  /** A source of its own, determined by this source's seed and {@code label} only. */
  Entropy fork(String label);

  /** Uniform in [0, bound). */
  default int nextInt(int bound) {
    Check.that(bound > 0, "bound must be positive");
    return (int) Long.remainderUnsigned(nextLong(), bound);
  }

  /** Uniform in [0, bound). */
  default long nextLong(long bound) {
    Check.that(bound > 0, "bound must be positive");
    return Long.remainderUnsigned(nextLong(), bound);
  }

  /** Uniform in [0, 1). */
  default double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  default boolean chance(double probability) {
    return nextDouble() < probability;
  }
}
