package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.ChannelAccess.State;

class ChannelAccessTest {
  private static final long SLOT_MS = 17;

  private final ChannelAccess access = new ChannelAccess(new SeededEntropy(7), Samples.SF8);

  @Test
  void shouldFollowTheTable() {
    assertEquals(State.IDLE, access.state());
    assertFalse(access.poll(0));
    access.onSensed(true, 0);
    assertEquals(State.IDLE, access.state());
    access.onWant(0);
    assertEquals(State.WAITING, access.state());
    assertTrue(access.dueMs() <= 4 * SLOT_MS);
    assertTrue(access.poll(access.dueMs()));
    assertEquals(State.SENSING, access.state());
    access.onWant(100);
    assertEquals(State.SENSING, access.state());
    access.onSensed(false, 100);
    assertEquals(State.CLEAR, access.state());
    assertEquals(100 + SLOT_MS, access.dueMs());
    access.onSent();
    assertEquals(State.IDLE, access.state());
  }

  @Test
  void shouldNotTalkOnWhatItHeardLongAgo() {
    sense(0);
    access.onSensed(false, 1_000);
    assertFalse(access.poll(1_000 + SLOT_MS - 1));
    assertEquals(State.CLEAR, access.state());
    assertFalse(access.poll(1_000 + SLOT_MS));
    assertEquals(State.WAITING, access.state());
  }

  @Test
  void shouldTakeSilenceOfTheRadioForATakenChannel() {
    sense(0);
    assertFalse(access.poll(access.dueMs()));
    assertEquals(State.WAITING, access.state());
    assertTrue(access.taken());
  }

  @Test
  void shouldWaitLongerButBounded() {
    long nowMs = 0;
    long longestMs = 0;
    for (int times = 1; times <= 200; times++) {
      nowMs = sense(nowMs);
      access.onSensed(true, nowMs);
      assertTrue(access.taken());
      long waitMs = access.dueMs() - nowMs;
      assertTrue(waitMs <= (4L << Math.min(times, 6)) * SLOT_MS, times + ": " + waitMs);
      longestMs = Math.max(longestMs, waitMs);
    }
    assertTrue(longestMs > 128 * SLOT_MS, "it never grew: " + longestMs);
    nowMs = sense(nowMs);
    access.onSensed(false, nowMs);
    assertFalse(access.taken());
  }

  private long sense(long fromMs) {
    access.onWant(fromMs);
    long nowMs = Math.max(fromMs, access.dueMs());
    assertTrue(access.poll(nowMs));
    return nowMs;
  }
}
