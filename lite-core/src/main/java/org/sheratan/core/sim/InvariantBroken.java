package org.sheratan.core.sim;

/** A promise of the design did not hold. Carries the seed, so that anyone can see it happen again. */
public final class InvariantBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvariantBroken(long seed, long atMs, String what) {
    super("seed " + seed + " at " + atMs + " ms: " + what);
  }
}
