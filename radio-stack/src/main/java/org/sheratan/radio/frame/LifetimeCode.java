package org.sheratan.radio.frame;

import org.sheratan.kernel.Check;

/**
 * A remaining lifetime in six bits: the preferred numbers of ISO 3, series R10 (ten a decade, about 1.26 apart),
 * from 1 s for code 0 to 2,000,000 s (23 days) for code 63.
 */
public final class LifetimeCode {
  private static final int[] DECADE_MS = {1_000, 1_250, 1_600, 2_000, 2_500, 3_150, 4_000, 5_000, 6_300,
      8_000};
  private static final long[] TABLE_MS = new long[Limits.MAX_LIFETIME_CODE + 1];

  static {
    long scale = 1;
    for (int code = 0; code < TABLE_MS.length; code++) {
      TABLE_MS[code] = DECADE_MS[code % DECADE_MS.length] * scale;
      scale *= code % DECADE_MS.length == DECADE_MS.length - 1 ? 10 : 1;
    }
  }

  private LifetimeCode() {}

  /**
   * The smallest code that lasts at least {@code lifetimeMs}: a message never dies early by rounding, and what
   * relays add that way is bounded by the hop limit. Longer than the longest becomes the longest.
   */
  public static int encode(long lifetimeMs) {
    Check.that(lifetimeMs > 0, "an expired message is not sent");
    int code = 0;
    while (code < Limits.MAX_LIFETIME_CODE && TABLE_MS[code] < lifetimeMs) {
      code++;
    }
    return code;
  }

  /** @param code 0..63 */
  public static long decodeMs(int code) {
    return TABLE_MS[code];
  }
}
