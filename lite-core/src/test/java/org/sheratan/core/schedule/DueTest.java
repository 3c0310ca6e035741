package org.sheratan.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;

class DueTest {
  private static final long EVERY_MS = 60_000;
  private static final long WALL_MS = 1_795_219_200_000L;

  private static Now wall(long wallMs) {
    return new Now(5, wallMs, WallQuality.NTP);
  }

  private static Now none() {
    return Now.monotonic(5);
  }

  @Test
  void shouldComeOnceAPeriodByWallTime() {
    Due due = Due.first(EVERY_MS, wall(WALL_MS), 1_000);
    assertFalse(due.at(EVERY_MS, wall(WALL_MS + EVERY_MS - 1), 1_000).now());
    Due.Turn turn = due.at(EVERY_MS, wall(WALL_MS + EVERY_MS + 7), 61_007);
    assertTrue(turn.now());
    assertEquals(0, turn.missed());
    assertEquals(WALL_MS + 2 * EVERY_MS, turn.next().wallMs(), "slots do not drift");
  }

  @Test
  void shouldRunOnceAndCountWhatPassedWhileTheNodeWasOff() {
    Due due = Due.first(EVERY_MS, wall(WALL_MS), 0);
    Due.Turn turn = due.at(EVERY_MS, wall(WALL_MS + 10 * EVERY_MS + 500), 2_000);
    assertTrue(turn.now());
    assertEquals(9, turn.missed());
    assertEquals(WALL_MS + 11 * EVERY_MS, turn.next().wallMs());
    assertFalse(turn.next().at(EVERY_MS, wall(WALL_MS + 10 * EVERY_MS + 501), 2_001).now());
  }

  @Test
  void shouldGoByUptimeWhereNobodyVouchesForTheTime() {
    Due due = Due.first(EVERY_MS, none(), 5_000);
    assertEquals(0, due.wallMs());
    assertFalse(due.at(EVERY_MS, none(), 64_999).now());
    Due.Turn turn = due.at(EVERY_MS, none(), 65_000 + 2 * EVERY_MS);
    assertTrue(turn.now());
    assertEquals(2, turn.missed());
    assertEquals(65_000 + 3 * EVERY_MS, turn.next().uptimeMs());
  }

  @Test
  void shouldKeepItsPlaceWhenATimeIsVouchedForAtLast() {
    Due due = Due.first(EVERY_MS, none(), 0);
    Due.Turn turn = due.at(EVERY_MS, wall(WALL_MS), 20_000);
    assertFalse(turn.now());
    assertEquals(WALL_MS + 40_000, turn.next().wallMs());
  }

  @Test
  void shouldCountSlotsOfAPowerCutOnceTheTimeIsKnownAgain() {
    Due due = Due.first(EVERY_MS, wall(WALL_MS), 0);
    Due.Turn byUptime = due.at(EVERY_MS, none(), EVERY_MS);
    assertTrue(byUptime.now());
    Due.Turn later = byUptime.next().at(EVERY_MS, wall(WALL_MS + 100 * EVERY_MS), EVERY_MS + 10);
    assertTrue(later.now());
    assertEquals(98, later.missed());
  }

  @Test
  void shouldWaitNoLongerThanAPeriodWhenTheClockIsSetBack() {
    Due due = Due.first(EVERY_MS, wall(WALL_MS), 0);
    Due.Turn turn = due.at(EVERY_MS, wall(WALL_MS - 86_400_000), 1_000);
    assertFalse(turn.now());
    assertEquals(EVERY_MS, turn.next().leftMs(wall(WALL_MS - 86_400_000), 1_000));
  }

  /** A crash took back hours of uptime, and a schedule of minutes slept for as long. */
  @Test
  void shouldWaitNoLongerThanAPeriodWhenUptimeIsTakenBack() {
    Due due = new Due(WALL_MS, 30 * 86_400_000L);
    Due.Turn turn = due.at(EVERY_MS, none(), 1_000);
    assertFalse(turn.now());
    assertEquals(EVERY_MS, turn.next().leftMs(none(), 1_000));
  }

  /** Whatever the clock does, no slot comes twice within a period by uptime, and every wait ends. */
  @Test
  void neverStopsAndNeverHurriesUnderClocksThatComeAndGo() {
    for (int seed = 0; seed < 200; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      Due due = Due.first(EVERY_MS, none(), 0);
      long upMs = 0;
      long lastMs = 0;
      boolean vouched = false;
      for (int step = 0; step < 2_000; step++) {
        upMs += 1 + entropy.nextInt(5_000);
        vouched = entropy.nextInt(100) == 0 ? !vouched : vouched;
        Due.Turn turn = due.at(EVERY_MS, vouched ? wall(WALL_MS + upMs) : none(), upMs);
        due = turn.next();
        if (turn.now()) {
          assertTrue(upMs - lastMs >= EVERY_MS - 5_001, "seed " + seed + " after " + (upMs - lastMs));
          lastMs = upMs;
        }
        assertTrue(upMs - lastMs <= EVERY_MS + 5_001, "seed " + seed + " stopped for " + (upMs - lastMs));
      }
    }
  }
}
