package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.Backoff;
import org.sheratan.kernel.SeededEntropy;

class CrowdsTest {
  private static final String KIND = "hash ";

  private final Crowds crowds = new Crowds(new SeededEntropy(1));

  @Test
  void shouldCountNothingWhereNobodyIsFull() {
    for (int call = 0; call < 100; call++) {
      assertTrue(crowds.open(KIND));
      crowds.called(KIND);
    }
    assertEquals(Long.MAX_VALUE, crowds.nextPollMs());
  }

  @Test
  void shouldCallOnceForEachPlaceThatBecameFree() {
    crowds.full(KIND, 0);
    assertFalse(crowds.open(KIND));
    assertTrue(crowds.open("other "));
    crowds.freed(KIND);
    crowds.freed(KIND);
    for (int place = 0; place < 2; place++) {
      assertTrue(crowds.open(KIND));
      crowds.called(KIND);
    }
    assertFalse(crowds.open(KIND));
  }

  @Test
  void shouldGoOnAsLongAsCallsFindWorkers() {
    crowds.full(KIND, 0);
    crowds.freed(KIND);
    for (int found = 0; found < 8; found++) {
      assertTrue(crowds.open(KIND), "after " + found);
      crowds.called(KIND);
      crowds.found(KIND);
    }
    for (int call = 0; call < 100; call++) {
      assertTrue(crowds.open(KIND), "the crowd is over");
      crowds.called(KIND);
    }
    assertEquals(Long.MAX_VALUE, crowds.nextPollMs());
  }

  @Test
  void shouldProbeMoreAndMoreRarelyWhereNothingBecomesFree() {
    long nowMs = 0;
    long lastMs = 0;
    for (int probe = 0; probe < 12; probe++) {
      crowds.full(KIND, nowMs);
      long pauseMs = crowds.nextPollMs() - nowMs;
      assertTrue(pauseMs >= Math.min(lastMs, Backoff.CAP_MS) && pauseMs <= 2 * Backoff.CAP_MS, "" + pauseMs);
      lastMs = pauseMs * 4 / 5;
      nowMs = crowds.nextPollMs();
      crowds.poll(nowMs - 1);
      assertFalse(crowds.open(KIND));
      crowds.poll(nowMs);
      assertTrue(crowds.open(KIND));
      crowds.called(KIND);
      assertFalse(crowds.open(KIND));
    }
    assertTrue(lastMs >= Backoff.CAP_MS / 2);
  }
}
