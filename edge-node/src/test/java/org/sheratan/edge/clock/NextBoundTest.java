package org.sheratan.edge.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.WallState;

class NextBoundTest {
  private static final long NOW_MS = 1_795_219_200_000L;
  private static final long HOUR_MS = 3_600_000L;
  private static final long MONTH_MS = 30 * 24 * HOUR_MS;
  private static final WallBelief SAVED = WallBelief.NOTHING.afterSaved(NOW_MS);

  private static long save(NextBound bound, WallState wall, long nowMs) {
    return bound.after(wall, nowMs).atMs(wall, nowMs);
  }

  @Test
  void shouldBeWhatIsVouchedForElseTheBoundOfThisStart() {
    assertEquals(0, save(NextBound.NONE, WallBelief.NOTHING.at(9, NOW_MS, false), 9));
    assertEquals(NOW_MS, save(NextBound.NONE, WallBelief.NOTHING.at(9, NOW_MS, true), 9));
    assertEquals(NOW_MS, save(NextBound.NONE, SAVED.at(0, NOW_MS + HOUR_MS, false), 0));
  }

  /** A month in a drawer, a fix, and the sky lost again: the next start must not begin a month ago. */
  @Test
  void shouldNotFallBackWhenNobodyVouchesAnyMore() {
    WallBelief fixed = SAVED.afterGps(NOW_MS + MONTH_MS, 0);
    NextBound bound = NextBound.NONE.after(fixed.at(HOUR_MS, 0, false), HOUR_MS);
    WallState lost = fixed.at(8 * HOUR_MS, 0, false);
    assertEquals(NOW_MS + MONTH_MS + HOUR_MS + 7 * HOUR_MS / 100 * 99,
        save(bound, lost, 8 * HOUR_MS));
  }

  @Test
  void shouldForgetAWrongTimeThatWasCorrected() {
    NextBound bound = NextBound.NONE.after(SAVED.at(0, NOW_MS + MONTH_MS, true), 0);
    assertEquals(NOW_MS + HOUR_MS, save(bound, SAVED.at(HOUR_MS, NOW_MS + HOUR_MS, true), HOUR_MS));
  }
}
