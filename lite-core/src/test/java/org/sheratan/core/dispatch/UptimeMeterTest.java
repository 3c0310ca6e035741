package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.UptimeMeter;

class UptimeMeterTest {
  private final DispatchFixtures fixtures = new DispatchFixtures();

  @Test
  void shouldAddUpAllStarts() throws IOException {
    UptimeMeter first = new UptimeMeter(fixtures.store, "uptime", 100);
    assertEquals(0, first.totalMs(100));
    first.save(5_100);
    assertEquals(6_000, first.totalMs(6_100));
    UptimeMeter second = new UptimeMeter(fixtures.restart(), "uptime", 77);
    assertEquals(5_000, second.totalMs(77));
    assertEquals(5_023, second.totalMs(100));
  }

  @Test
  void shouldAskToBeSavedNowAndThen() {
    UptimeMeter meter = new UptimeMeter(fixtures.store, "uptime", 100);
    assertEquals(30_100, meter.nextSaveMs());
    meter.save(40_000);
    assertEquals(70_000, meter.nextSaveMs());
    assertTrue(fixtures.store.dirty());
  }
}
