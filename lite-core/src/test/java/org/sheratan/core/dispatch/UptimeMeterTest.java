package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.kernel.ByteWriter;

class UptimeMeterTest {
  private final DispatchFixtures fixtures = new DispatchFixtures();

  private UptimeMeter meter(long nowMs) {
    return new UptimeMeter(fixtures.store, nowMs);
  }

  @Test
  void shouldAddUpAllStarts() throws IOException {
    UptimeMeter.Room first = meter(100).room("dispatch/uptime");
    assertEquals(0, first.totalMs(100));
    first.save(5_100);
    assertEquals(6_000, first.totalMs(6_100));
    fixtures.restart();
    UptimeMeter.Room second = meter(77).room("lcp/uptime");
    assertEquals(5_000, second.totalMs(77));
    assertEquals(5_023, second.totalMs(100));
  }

  /** Four rooms each wrote a record of their own every half minute. */
  @Test
  void shouldBeSavedOnceForAllRooms() {
    UptimeMeter meter = meter(100);
    UptimeMeter.Room jobs = meter.room("dispatch/uptime");
    UptimeMeter.Room messages = meter.room("message/uptime");
    assertEquals(30_100, jobs.nextSaveMs());
    messages.save(40_000);
    assertEquals(70_000, jobs.nextSaveMs());
    assertTrue(fixtures.store.dirty());
    assertEquals("01" + "dcb702" + "00", fixtures.store.get("uptime").orElseThrow().toHex());
  }

  /** What rooms have kept is told in the counts that they had. */
  @Test
  void shouldGoOnWhereTheRecordsOfRoomsEnded() throws IOException {
    fixtures.store.put("dispatch/uptime", new ByteWriter().varint(9_000).toBytes());
    fixtures.store.put("message/uptime", new ByteWriter().varint(4_000).toBytes());
    UptimeMeter meter = meter(50);
    assertEquals(9_000, meter.room("dispatch/uptime").totalMs(50));
    assertEquals(4_010, meter.room("message/uptime").totalMs(60));
    assertTrue(fixtures.store.under("dispatch/").isEmpty());
    fixtures.restart();
    UptimeMeter after = meter(1_000);
    assertEquals(4_000, after.room("message/uptime").totalMs(1_000));
    after.room("dispatch/uptime").save(2_000);
    fixtures.restart();
    assertEquals(5_000, meter(0).room("message/uptime").totalMs(0));
    assertEquals(10_000, meter(0).room("schedules/uptime").totalMs(0));
  }
}
