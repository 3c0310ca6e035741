package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;

class SimClockTest {
  @Test
  void shouldStartMonotonicTimeAnewAtEachBoot() {
    SimClock clock = new SimClock(0, false, 0);
    clock.boot(5_000);
    assertEquals(0, clock.at(5_000).monoMs());
    assertEquals(700, clock.at(5_700).monoMs());
  }

  @Test
  void shouldDriftByItsRate() {
    SimClock fast = new SimClock(5_000, false, 0);
    fast.boot(0);
    assertEquals(1_005_000, fast.at(1_000_000).monoMs());
    SimClock slow = new SimClock(-5_000, false, 0);
    slow.boot(0);
    assertEquals(995_000, slow.at(1_000_000).monoMs());
  }

  @Test
  void shouldHaveNoWallTimeUnlessGiven() {
    assertEquals(WallQuality.NONE, new SimClock(0, false, 7).at(1).quality());
    assertEquals(WallQuality.PEER, new SimClock(0, true, 7).at(1).quality());
  }

  @Test
  void shouldJumpWallTimeOnly() {
    SimClock clock = new SimClock(0, true, 0);
    clock.boot(0);
    long wallMs = clock.at(100).wallMs();
    clock.jumpWall(-86_400_000);
    assertEquals(wallMs - 86_400_000, clock.at(100).wallMs());
    assertEquals(100, clock.at(100).monoMs());
  }

  @Test
  void shouldFindTheFirstTrueMomentForALocalTime() {
    SeededEntropy entropy = new SeededEntropy(1);
    for (int round = 0; round < 10_000; round++) {
      int driftPpm = entropy.nextInt(2 * SimClock.MAX_DRIFT_PPM) - SimClock.MAX_DRIFT_PPM;
      SimClock clock = new SimClock(driftPpm, false, 0);
      long bootMs = entropy.nextLong(1_000_000);
      clock.boot(bootMs);
      long monoMs = entropy.nextLong(10_000_000);
      long trueMs = clock.trueMs(monoMs);
      assertTrue(clock.at(trueMs).monoMs() >= monoMs, "not before it is due");
      assertTrue(trueMs == bootMs || clock.at(trueMs - 1).monoMs() < monoMs, "not later than it is due");
    }
  }

  @Test
  void shouldNeverBeDueWhenNothingIsPending() {
    assertEquals(Long.MAX_VALUE, new SimClock(5, false, 0).trueMs(Long.MAX_VALUE));
  }
}
