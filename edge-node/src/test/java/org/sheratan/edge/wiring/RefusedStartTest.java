package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.wiring.RefusedStart.Next;

class RefusedStartTest {
  private static final long DAY_MS = 86_400_000;
  private static final OptionalLong NOBODY = OptionalLong.empty();
  private final RefusedStart awaited = new RefusedStart(true, 1_000);
  private final RefusedStart byHand = new RefusedStart(false, 1_000);

  @Test
  void shouldTryAgainWithPausesThatDouble() {
    long nowMs = 1_000;
    for (long pauseMs : new long[]{5_000, 10_000, 20_000, 40_000, 60_000, 60_000}) {
      byHand.onRefused(false, nowMs);
      assertEquals(Next.WAIT, byHand.next(nowMs + pauseMs - 1, NOBODY));
      nowMs += pauseMs;
      assertEquals(Next.TRY, byHand.next(nowMs, NOBODY));
    }
  }

  @Test
  void shouldNotTryWhatNoRetryMends() {
    byHand.onRefused(true, 1_000);
    assertEquals(Next.WAIT, byHand.next(DAY_MS, NOBODY));
  }

  @Test
  void shouldLetTheManagerGoOnWhenNobodyTypes() {
    awaited.onRefused(true, 1_000);
    assertEquals(Next.WAIT, awaited.next(1_000 + RefusedStart.HELD_MS - 1, NOBODY));
    assertEquals(Next.GIVE_UP, awaited.next(1_000 + RefusedStart.HELD_MS, NOBODY));
    awaited.onRefused(false, 80_000);
    assertEquals(Next.GIVE_UP, awaited.next(1_000 + RefusedStart.HELD_MS, NOBODY),
        "further tries do not hold it longer");
  }

  @Test
  void shouldStayForWhoeverTypes() {
    awaited.onRefused(true, 1_000);
    assertEquals(Next.WAIT, awaited.next(900_000, OptionalLong.of(RefusedStart.HELD_AFTER_KEY_MS - 1)));
    assertEquals(Next.GIVE_UP, awaited.next(900_001, OptionalLong.of(RefusedStart.HELD_AFTER_KEY_MS)));
  }

  @Test
  void shouldNotStayForANoisyLineForEver() {
    awaited.onRefused(true, 1_000);
    OptionalLong noise = OptionalLong.of(0);
    assertEquals(Next.WAIT, awaited.next(1_000 + RefusedStart.HELD_AT_MOST_MS - 1, noise));
    assertEquals(Next.GIVE_UP, awaited.next(1_000 + RefusedStart.HELD_AT_MOST_MS, noise));
  }

  @Test
  void shouldStayWhereNobodyWaitsForTheStart() {
    byHand.onRefused(true, 1_000);
    assertEquals(Next.WAIT, byHand.next(DAY_MS, NOBODY));
    byHand.onRefused(false, DAY_MS);
    assertEquals(Next.TRY, byHand.next(2 * DAY_MS, NOBODY));
  }
}
