package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class FramesInsideTest {
  private static final long FRAME_MICROS = 300_000;
  private static final long BOOKED_MICROS = 290_000;
  private static final int UNITS = 200;
  private static final long ACCESS_MS = 1_500;

  private final FramesInside inside = new FramesInside(1_000_000, ACCESS_MS);

  private static RnodeChannel statistics(int units) {
    return statistics(units, 100);
  }

  private static RnodeChannel statistics(int units, int hourUnits) {
    return new RnodeChannel(units, hourUnits, -100, OptionalInt.of(-110), false);
  }

  /** Found by RnodeFaultSimulationTest: on a taken channel every frame was presumed out sooner or later. */
  @Test
  void shouldPresumeNoMoreOutThanTheHoursStatisticsAllow() {
    inside.onStatistics(statistics(900, 100), 0);
    inside.add(FRAME_MICROS, BOOKED_MICROS, 0);
    inside.onStatistics(statistics(500, 100), 600);
    assertEquals(1, inside.overdue(3_000), "360 ms may be hidden below the hour's unit");
    inside.add(FRAME_MICROS, BOOKED_MICROS, 3_000);
    inside.onStatistics(statistics(100, 100), 3_600);
    assertEquals(0, inside.overdue(6_500), "but not 600");
    inside.onStatistics(statistics(50, 101), 6_550);
    assertEquals(1, inside.overdue(6_550));
  }

  /**
   * Found by RnodeKillSimulationTest: the modem was silent because it was sending; the frame counted as sent a moment
   * early, and what it cost as the next one, which was still waiting.
   */
  @Test
  void shouldNotTakeTheSilenceOfATransmissionForMissingStatistics() {
    FramesInside slow = new FramesInside(9_000_000, ACCESS_MS);
    slow.onStatistics(statistics(0), 0);
    slow.add(2_200_000, 2_150_000, 100);
    slow.add(2_200_000, 2_150_000, 200);
    assertEquals(0, slow.overdue(5_000));
    assertEquals(1, slow.onStatistics(statistics(2_150_000 / 1_500), 5_100));
    assertEquals(0, slow.onStatistics(statistics(2_150_000 / 1_500), 6_100));
    assertEquals(0, slow.overdue(8_500));
  }

  /** Found by RnodeKillSimulationTest: 15 % of everything reported since the modem was last empty passed for sent. */
  @Test
  void shouldPresumeNoMoreOutHoweverMuchHasLeftBefore() {
    inside.onStatistics(statistics(0, 0), 0);
    inside.add(FRAME_MICROS, BOOKED_MICROS, 0);
    for (int frame = 1; frame <= 100; frame++) {
      inside.add(FRAME_MICROS, BOOKED_MICROS, frame * 1_000L);
      int hourUnits = (int) (frame * BOOKED_MICROS / RnodeChannel.MICROS_PER_HOUR_UNIT);
      assertEquals(1, inside.onStatistics(statistics(frame * UNITS, hourUnits), frame * 1_000L + 500));
    }
    int all = (int) (100 * BOOKED_MICROS / RnodeChannel.MICROS_PER_HOUR_UNIT) + 1;
    inside.onStatistics(statistics(0, all), 400_000);
    assertEquals(1, inside.overdue(400_000), "what the unit hides");
    inside.add(FRAME_MICROS, BOOKED_MICROS, 400_000);
    inside.onStatistics(statistics(50, all), 402_000);
    inside.onStatistics(statistics(0, all), 403_000);
    assertEquals(0, inside.overdue(404_000));
  }

  /** Found by RnodeFaultSimulationTest: an earlier program's frames had left together with ours. */
  @Test
  void shouldNotKeepGrowthForTheNextFrame() {
    inside.onStatistics(statistics(0), 0);
    inside.add(FRAME_MICROS, BOOKED_MICROS, 0);
    assertEquals(1, inside.onStatistics(statistics(3 * UNITS), 1_000));
    inside.add(FRAME_MICROS, BOOKED_MICROS, 1_000);
    assertEquals(0, inside.onStatistics(statistics(3 * UNITS), 2_000));
  }

  @Test
  void shouldTakeTwoWithinItsBoundAndAlwaysOne() {
    assertTrue(inside.roomFor(9_000_000));
    inside.add(FRAME_MICROS, BOOKED_MICROS, 0);
    assertTrue(inside.roomFor(700_000));
    assertFalse(inside.roomFor(700_001));
    inside.add(FRAME_MICROS, BOOKED_MICROS, 0);
    assertFalse(inside.roomFor(1));
    assertEquals(2 * FRAME_MICROS, inside.airtimeMicros());
  }

  @Test
  void shouldSeeAFrameLeaveByTheGrowthItCauses() {
    assertEquals(0, inside.onStatistics(statistics(40), 0));
    inside.add(FRAME_MICROS, BOOKED_MICROS, 100);
    assertEquals(0, inside.onStatistics(statistics(40), 500), "still waiting");
    assertEquals(0, inside.onStatistics(statistics(60), 600), "too little");
    assertEquals(1, inside.onStatistics(statistics(60 + UNITS), 700));
    assertEquals(Long.MAX_VALUE, inside.nextMs(700));
  }

  @Test
  void shouldNotBelieveAFrameIsOutBeforeItCanBe() {
    inside.onStatistics(statistics(0), 0);
    inside.add(FRAME_MICROS, BOOKED_MICROS, 1_000);
    assertEquals(0, inside.onStatistics(statistics(UNITS), 1_299));
    assertEquals(1, inside.onStatistics(statistics(UNITS), 1_300));
  }

  @Test
  void shouldSeeTwoFramesLeaveTogether() {
    inside.onStatistics(statistics(0), 0);
    inside.add(FRAME_MICROS, BOOKED_MICROS, 0);
    inside.add(FRAME_MICROS, BOOKED_MICROS, 50);
    assertEquals(2, inside.onStatistics(statistics(2 * UNITS), 800));
  }

  @Test
  void shouldCountAFrameAsOutWhenOldAirtimeHidesItsOwn() {
    inside.onStatistics(statistics(900), 0);
    inside.add(FRAME_MICROS, BOOKED_MICROS, 0);
    assertEquals(0, inside.onStatistics(statistics(500), 600));
    long expectedMs = ACCESS_MS + 300 + 1_100;
    assertEquals(0, inside.overdue(expectedMs - 1));
    assertEquals(expectedMs, inside.nextMs(600));
    assertEquals(1, inside.overdue(expectedMs));
  }

  @Test
  void shouldWaitAsLongAsTheStatisticsShowThatNothingLeft() {
    inside.onStatistics(statistics(900), 0);
    inside.add(FRAME_MICROS, BOOKED_MICROS, 0);
    for (long nowMs = 1_000; nowMs <= 60_000; nowMs += 1_000) {
      assertEquals(0, inside.onStatistics(statistics(900), nowMs));
      assertEquals(0, inside.overdue(nowMs));
      assertFalse(inside.stuck(nowMs));
      assertTrue(inside.nextMs(nowMs) > nowMs);
    }
    assertTrue(inside.stuck(63_000));
  }

  @Test
  void shouldGoByTimeWithoutStatistics() {
    inside.add(FRAME_MICROS, BOOKED_MICROS, 5_000);
    long expectedMs = 5_000 + ACCESS_MS + 300 + 1_100;
    assertEquals(0, inside.overdue(expectedMs - 1));
    assertEquals(1, inside.overdue(expectedMs));
  }
}
