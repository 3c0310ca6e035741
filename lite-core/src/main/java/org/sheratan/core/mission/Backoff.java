package org.sheratan.core.mission;

import org.sheratan.kernel.Check;
import org.sheratan.kernel.Entropy;

/** How long to wait before trying again: 500 ms·2^(n−1), at most 30 s, plus up to a quarter against lockstep. */
public final class Backoff {
  public static final long FIRST_MS = 500;
  public static final long CAP_MS = 30_000;

  private Backoff() {}

  /** @param failures tries that failed in a row, ≥ 1 */
  public static long delayMs(int failures, Entropy entropy) {
    Check.that(failures >= 1, "backoff needs a failure");
    long plain = Math.min(CAP_MS, FIRST_MS << Math.min(failures - 1, 16));
    return plain + entropy.nextLong(plain / 4);
  }
}
