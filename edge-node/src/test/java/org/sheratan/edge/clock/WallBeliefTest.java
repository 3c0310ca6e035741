package org.sheratan.edge.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.kernel.WallState;

class WallBeliefTest {
  private static final long NOW_MS = 1_795_219_200_000L;
  private static final long DAY_MS = 86_400_000L;
  private static final WallBelief SAVED = WallBelief.NOTHING.afterSaved(NOW_MS);

  @Test
  void shouldBelieveNothingWithoutEvidence() {
    assertEquals(new WallState(NOW_MS, WallQuality.NONE, 0, false, 0),
        WallBelief.NOTHING.at(10, NOW_MS, false));
    assertEquals(WallQuality.NTP, WallBelief.NOTHING.at(10, NOW_MS, true).quality());
  }

  @Test
  void shouldCallAClockWrongThatStandsBeforeTheSavedTime() {
    WallState early = SAVED.at(0, NOW_MS - DAY_MS, false);
    assertEquals(new WallState(NOW_MS, WallQuality.NONE, NOW_MS, true, 0), early);
    assertEquals(WallQuality.NONE, SAVED.at(0, NOW_MS - DAY_MS, true).quality(),
        "whoever vouches for it");
    assertFalse(SAVED.at(0, NOW_MS - WallBelief.DOUBT_MS, true).machineWrong(), "set back a little");
    assertFalse(SAVED.at(0, NOW_MS + DAY_MS, false).machineWrong(), "a bound, no more");
  }

  @Test
  void shouldRaiseTheBoundWhileTheNodeIsUp() {
    assertEquals(NOW_MS + DAY_MS / 100 * 99, SAVED.at(DAY_MS, 0, false).notBeforeMs());
  }

  @Test
  void shouldPreferSatellitesThenNtpThenPeers() {
    WallBelief told = SAVED.afterPeer(Nodes.of(1), false, NOW_MS + 1, 0);
    assertEquals(new WallState(NOW_MS + 11, WallQuality.PEER, NOW_MS, false, 1), told.at(10, NOW_MS, false));
    assertEquals(WallQuality.NTP, told.at(10, NOW_MS, true).quality());
    WallState sky = told.afterGps(NOW_MS + 7, 0).at(10, NOW_MS, true);
    assertEquals(new WallState(NOW_MS + 17, WallQuality.GPS, NOW_MS, false, 0), sky);
  }

  @Test
  void shouldHoldAFixForHoursAndNotForever() {
    WallBelief fixed = WallBelief.NOTHING.afterGps(NOW_MS, 0);
    assertEquals(WallQuality.GPS, fixed.at(WallBelief.GPS_HOLDS_MS, 0, false).quality());
    assertEquals(WallQuality.NONE, fixed.at(WallBelief.GPS_HOLDS_MS + 1, 0, false).quality());
  }

  /** Receivers count weeks modulo 1,024; old ones come out in the past. */
  @Test
  void shouldRefuseAReceiverThatLost1024Weeks() {
    assertSame(SAVED, SAVED.afterGps(NOW_MS - 1_024 * 7 * DAY_MS, 5));
    assertSame(WallBelief.NOTHING, WallBelief.NOTHING.afterGps(NOW_MS - 1_024 * 7 * DAY_MS, 5),
        "before there was such a program");
  }

  @Test
  void shouldRefuseAPeerThatLiesIntoThePast() {
    assertSame(SAVED, SAVED.afterPeer(Nodes.of(1), true, NOW_MS - DAY_MS, 5));
  }

  @Test
  void shouldNotFallBackByAMonthWhenSatellitesAreLost() {
    WallBelief fixed = SAVED.afterGps(NOW_MS + 30 * DAY_MS, 0);
    WallState lost = fixed.at(DAY_MS, NOW_MS, false);
    assertEquals(WallQuality.NONE, lost.quality());
    assertEquals(NOW_MS + 31 * DAY_MS, lost.wallMs());
  }

  /** Whatever other nodes say, nothing that anything rests on moves: not verified time, not the bound, not what is saved. */
  @Test
  void shouldNotLetAnyPeerMoveAnythingButItsOwnWord() {
    for (int seed = 0; seed < 500; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      WallBelief honest = entropy.nextInt(2) == 0 ? SAVED : WallBelief.NOTHING;
      honest = entropy.nextInt(2) == 0 ? honest.afterGps(NOW_MS, 0) : honest;
      WallBelief lied = honest;
      for (int lie = entropy.nextInt(40); lie >= 0; lie--) {
        lied = lied.afterPeer(Nodes.of(entropy.nextInt(30)), entropy.nextInt(2) == 0,
            entropy.nextLong(Long.MAX_VALUE) - Long.MAX_VALUE / 2 * entropy.nextInt(2),
            entropy.nextInt(100_000));
      }
      long monoMs = 100_000 + entropy.nextInt(100_000_000);
      boolean synced = entropy.nextInt(2) == 0;
      WallState before = honest.at(monoMs, NOW_MS, synced);
      WallState after = lied.at(monoMs, NOW_MS, synced);
      assertEquals(before.notBeforeMs(), after.notBeforeMs(), "seed " + seed);
      assertEquals(before.machineWrong(), after.machineWrong(), "seed " + seed);
      assertEquals(NextBound.NONE.after(before, monoMs).atMs(before, monoMs + DAY_MS),
          NextBound.NONE.after(after, monoMs).atMs(after, monoMs + DAY_MS), "seed " + seed);
      if (before.quality().verified()) {
        assertEquals(before, after, "seed " + seed);
      } else {
        assertFalse(after.quality().verified(), "seed " + seed);
        assertTrue(after.wallMs() >= after.notBeforeMs() - WallBelief.DOUBT_MS - monoMs, "seed " + seed);
      }
    }
  }
}
