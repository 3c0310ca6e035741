package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.LoraModulation;

/** The rows of its table, one by one. */
class LifecycleTest {
  private static final Transmitter TRANSMITTER = new Transmitter("t", "scripted", 869_525_000,
      new LoraModulation(8, 125_000, 5, 8), 14, 0, 255, true);
  private static final RadioEvent.Failed LOST = new RadioEvent.Failed(RadioFault.LOST, "gone");

  private final Lifecycle life = new Lifecycle();

  private boolean ready() {
    return ready(0);
  }

  private boolean ready(long nowMs) {
    return life.onReady(TRANSMITTER, Breach.NO_RADIO, nowMs);
  }

  private Optional<Long> retryMs() {
    return assertInstanceOf(LoraState.Down.class, life.state()).retryMs();
  }

  private void comeUp() {
    life.onBegun();
    assertTrue(ready());
  }

  @Test
  void shouldBeBegunAtOnceAndComeUp() {
    assertTrue(life.beginDue(0));
    life.onBegun();
    assertInstanceOf(LoraState.Starting.class, life.state());
    assertEquals(Long.MAX_VALUE, life.beginMs());
    assertTrue(ready());
    assertTrue(life.up());
  }

  @Test
  void shouldBackOffLongerEachTimeUntilItComesUp() {
    assertTrue(fail(0), "the first time is news");
    for (long expectedMs = 2_000; expectedMs <= 32_000; expectedMs *= 2) {
      assertFalse(fail(100));
      assertEquals(Optional.of(100 + expectedMs), retryMs());
    }
    assertFalse(fail(100));
    assertEquals(Optional.of(60_100L), retryMs());
    assertFalse(life.beginDue(60_099));
    assertTrue(life.beginDue(60_100));
    comeUp();
    assertTrue(life.onFailed(LOST, false, 70_000), "so is what was up");
    assertEquals(Optional.of(71_000L), retryMs());
  }

  /** A board that is not there was "restarted" every minute. */
  @Test
  void shouldCountAsRestartedOnlyWhatWasUp() {
    for (int time = 0; time < 7; time++) {
      fail(time);
    }
    assertEquals(0, life.restarts());
    assertEquals(7, life.failedStarts());
    comeUp();
    life.onFailed(LOST, false, 70_000);
    comeUp();
    life.onAnotherPlan(80_000);
    life.onFailed(LOST, false, 80_100);
    assertEquals(2, life.restarts(), "also while it was emptied");
    assertEquals(7, life.failedStarts());
    life.onClose();
    life.onFailed(LOST, false, 90_000);
    assertEquals(2, life.restarts());
    assertEquals(7, life.failedStarts(), "nothing is started over once it is closed");
  }

  /** A modem that takes every setting and never says READY came up and went every eight seconds for good. */
  @Test
  void shouldBackOffFromWhatIsNeverUpForLong() {
    long nowMs = 0;
    for (long expectedMs = 1_000; expectedMs <= 32_000; expectedMs *= 2) {
      life.onBegun();
      assertTrue(ready(nowMs));
      nowMs += 8_000;
      assertTrue(life.onFailed(LOST, false, nowMs));
      assertEquals(Optional.of(nowMs + expectedMs), retryMs());
      nowMs += expectedMs;
    }
    life.onBegun();
    assertTrue(ready(nowMs));
    nowMs += 60_000;
    life.onFailed(LOST, false, nowMs);
    assertEquals(Optional.of(nowMs + 1_000), retryMs(), "that was a while");
  }

  @Test
  void shouldNotFillTheLogWithACauseThatChangesEachTime() {
    int news = 0;
    for (int time = 0; time < 100; time++) {
      life.onBegun();
      news += life.onFailed(new RadioEvent.Failed(RadioFault.LOST, "reading " + time), false, time) ? 1 : 0;
    }
    assertEquals(8, news);
  }

  private boolean fail(long nowMs) {
    life.onBegun();
    return life.onFailed(LOST, false, nowMs);
  }

  @Test
  void shouldNotMakeTheOwnPlanWaitForATrialsFailures() {
    fail(0);
    fail(0);
    life.onBegun();
    assertTrue(life.onFailed(LOST, true, 5_000));
    assertEquals(Optional.of(6_000L), retryMs());
  }

  @Test
  void shouldLetOutWhatIsInsideBeforeItIsBegunAnew() {
    comeUp();
    life.onHandedOver();
    life.onHandedOver();
    assertTrue(life.onAnotherPlan(1_000));
    assertTrue(life.emptying());
    assertFalse(ready(), "with the plan before");
    assertEquals(11_000, life.beginMs());
    life.onTransmitted();
    assertFalse(life.beginDue(10_999));
    life.onTransmitted();
    assertTrue(life.beginDue(1_200));
    life.onBegun();
    assertFalse(life.emptying());
    assertEquals(0, life.inside());
  }

  @Test
  void shouldBeBegunAtOnceWhenItFailsWhileItIsEmptied() {
    comeUp();
    life.onHandedOver();
    life.onAnotherPlan(1_000);
    assertFalse(life.onFailed(LOST, false, 1_100));
    assertTrue(life.beginDue(1_100));
  }

  @Test
  void shouldStayClosed() {
    comeUp();
    life.onClose();
    assertFalse(life.onAnotherPlan(10));
    assertFalse(ready());
    assertFalse(life.onFailed(LOST, false, 20));
    assertEquals(Optional.empty(), retryMs());
    assertEquals(Long.MAX_VALUE, life.beginMs());
  }
}
