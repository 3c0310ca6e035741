package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FramesInsideTest {
  private static final long FRAME_MICROS = 300_000;
  private static final int UNITS = 200;
  private static final long ACCESS_MS = 1_500;

  private final FramesInside inside = new FramesInside(1_000_000, ACCESS_MS);

  @Test
  void shouldTakeTwoWithinItsBoundAndAlwaysOne() {
    assertTrue(inside.roomFor(9_000_000));
    inside.add(FRAME_MICROS, 0);
    assertTrue(inside.roomFor(700_000));
    assertFalse(inside.roomFor(700_001));
    inside.add(FRAME_MICROS, 0);
    assertFalse(inside.roomFor(1));
    assertEquals(2 * FRAME_MICROS, inside.airtimeMicros());
  }

  @Test
  void shouldSeeAFrameLeaveByTheGrowthItCauses() {
    assertEquals(0, inside.onStatistics(40, 0));
    inside.add(FRAME_MICROS, 100);
    assertEquals(0, inside.onStatistics(40, 500), "still waiting");
    assertEquals(0, inside.onStatistics(60, 600), "too little");
    assertEquals(1, inside.onStatistics(60 + UNITS, 700));
    assertEquals(Long.MAX_VALUE, inside.nextMs(700));
  }

  @Test
  void shouldNotBelieveAFrameIsOutBeforeItCanBe() {
    inside.onStatistics(0, 0);
    inside.add(FRAME_MICROS, 1_000);
    assertEquals(0, inside.onStatistics(UNITS, 1_299));
    assertEquals(1, inside.onStatistics(UNITS, 1_300));
  }

  @Test
  void shouldSeeTwoFramesLeaveTogether() {
    inside.onStatistics(0, 0);
    inside.add(FRAME_MICROS, 0);
    inside.add(FRAME_MICROS, 50);
    assertEquals(2, inside.onStatistics(2 * UNITS, 800));
  }

  @Test
  void shouldCountAFrameAsOutWhenOldAirtimeHidesItsOwn() {
    inside.onStatistics(900, 0);
    inside.add(FRAME_MICROS, 0);
    assertEquals(0, inside.onStatistics(500, 600));
    long expectedMs = ACCESS_MS + 300 + 1_100;
    assertEquals(0, inside.overdue(expectedMs - 1));
    assertEquals(expectedMs, inside.nextMs(600));
    assertEquals(1, inside.overdue(expectedMs));
  }

  @Test
  void shouldWaitAsLongAsTheStatisticsShowThatNothingLeft() {
    inside.onStatistics(900, 0);
    inside.add(FRAME_MICROS, 0);
    for (long nowMs = 1_000; nowMs <= 60_000; nowMs += 1_000) {
      assertEquals(0, inside.onStatistics(900, nowMs));
      assertEquals(0, inside.overdue(nowMs));
      assertFalse(inside.stuck(nowMs));
      assertTrue(inside.nextMs(nowMs) > nowMs);
    }
    assertTrue(inside.stuck(63_000));
  }

  @Test
  void shouldGoByTimeWithoutStatistics() {
    inside.add(FRAME_MICROS, 5_000);
    long expectedMs = 5_000 + ACCESS_MS + 300 + 1_100;
    assertEquals(0, inside.overdue(expectedMs - 1));
    assertEquals(1, inside.overdue(expectedMs));
  }
}
