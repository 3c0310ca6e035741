package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

class AirFaultsTest {
  private static final Bytes HELLO = Bytes.utf8("hello");
  private static final long AIRTIME = Ear.SF8.airtimeMicros(HELLO.length());
  private static final int FRAMES = 4_000;

  private final Airwaves air = new Airwaves(new SeededEntropy(2), PathLoss.COUNTRY);
  private final Ear a = Ear.on(air, "a", 0);
  private final Ear b = Ear.on(air, "b", 1_000);

  private void settle() {
    while (air.nextDueMicros() != Long.MAX_VALUE) {
      air.advance(air.nextDueMicros());
    }
  }

  private void sendMany() {
    for (int frame = 0; frame < FRAMES; frame++) {
      a.send(HELLO);
      settle();
    }
  }

  @Test
  void shouldLoseTheInjectedShare() {
    air.faults(AirFaults.losing(0.3));
    sendMany();
    assertEquals(0.7 * FRAMES, b.intact(), 0.03 * FRAMES);
    assertEquals(FRAMES - b.intact(), air.counters().faded());
    assertEquals(b.intact() * 2, b.events.size(), "a lost frame is not noticed at all");
  }

  @Test
  void shouldLoseEachWayByItself() {
    Ear c = Ear.on(air, "c", 2_000);
    air.faults(AirFaults.losing(0.5));
    air.linkLoss("a", "b", 0);
    air.linkLoss("a", "c", 1);
    sendMany();
    assertEquals(FRAMES, b.intact());
    assertEquals(0, c.intact());
  }

  @Test
  void shouldDamageTheInjectedShare() {
    air.faults(new AirFaults(0, 0.1, 0));
    sendMany();
    assertEquals(0.9 * FRAMES, b.intact(), 0.03 * FRAMES);
    assertEquals(FRAMES, b.received.size(), "a damaged frame is read to its end");
    for (Antenna.Reception reception : b.received) {
      assertEquals(reception.intact(), reception.frame().equals(HELLO));
      assertEquals(HELLO.length(), reception.frame().length());
    }
  }

  @Test
  void shouldLetSomeDamagePassTheCrc() {
    air.faults(new AirFaults(0, 1, 0.05));
    sendMany();
    assertEquals(0.05 * FRAMES, b.intact(), 0.02 * FRAMES);
    b.received.forEach(reception -> assertNotEquals(HELLO, reception.frame()));
  }

  @Test
  void shouldDrownInABurstOfNoise() {
    a.send(HELLO);
    air.advance(AIRTIME - 100);
    air.burst(new Position(1_100, 0), 869_500_000, 300_000, 10, 50);
    assertTrue(b.antenna.rssiDbm(Ear.TUNING) > -105);
    settle();
    assertEquals(0, b.intact());
    assertEquals(1, b.received.size());
    assertEquals(-117.03, b.antenna.rssiDbm(Ear.TUNING), 0.01);
    a.send(HELLO);
    settle();
    assertEquals(1, b.intact());
  }

  @Test
  void shouldWithstandNoiseBesideTheChannelOrTooWeak() {
    a.send(HELLO);
    air.advance(5_000);
    air.burst(new Position(1_100, 0), 869_000_000, 300_000, 20, 50_000);
    air.burst(new Position(1_100, 0), 869_525_000, 125_000, -35, 50_000);
    settle();
    assertEquals(1, b.intact());
  }

  @Test
  void shouldHearABurstFromBeforeItWasAttached() {
    air.burst(new Position(1_100, 0), 869_525_000, 125_000, 10, 1_000_000);
    Ear c = Ear.on(air, "c", 1_050);
    a.send(HELLO);
    settle();
    assertEquals(List.of(), c.events);
  }

  @Test
  void shouldCutTheFrameOfACrashedSender() {
    List<String> tapped = new ArrayList<>();
    air.tap(new AirTap() {
      @Override
      public void onBegin(AirFrame frame) {
        tapped.add(frame.station() + " " + frame.transmitter() + " " + frame.startMicros());
      }

      @Override
      public void onEnd(AirFrame frame, long endMicros) {
        tapped.add(frame.station() + " until " + endMicros + " of " + frame.endMicros());
      }
    });
    a.send(HELLO);
    air.advance(50_000);
    air.detach("a");
    assertFalse(b.antenna.active(Ear.TUNING));
    settle();
    assertEquals(AIRTIME + " garbled 5", b.events.getLast(), "nobody told the receiver");
    Ear again = Ear.on(air, "a", 0);
    again.send(HELLO);
    settle();
    assertEquals(1, b.intact());
    assertEquals(List.of("a board of a 0", "a until 50000 of " + AIRTIME, "a board of a " + AIRTIME,
        "a until " + 2 * AIRTIME + " of " + 2 * AIRTIME), tapped);
    assertEquals(50_000 + AIRTIME, air.counters().airtimeMicros());
    assertEquals(1, air.counters().cut());
  }

  @Test
  void shouldReachNobodyThroughADetachedAntenna() {
    air.detach("a");
    a.send(HELLO);
    a.antenna.receive(Ear.TUNING);
    b.send(HELLO);
    settle();
    assertEquals(List.of(), a.events);
    assertEquals(1, air.counters().transmissions());
  }

  @Test
  void shouldReportABrokenHeaderAtItsEnd() {
    a.send(HELLO);
    air.advance(30_000);
    air.burst(new Position(1_100, 0), 869_525_000, 125_000, 10, 100);
    settle();
    // 8 + 4.25 + 8 symbols of 2.048 ms.
    assertEquals(List.of("10240 preamble", "41472 garbled 0"), b.events);
  }

  @Test
  void shouldMeetFramesAlreadyUnderWayWhenAttached() {
    a.send(HELLO);
    air.advance(3_000);
    Ear c = Ear.on(air, "c", 500);
    assertTrue(c.antenna.active(Ear.TUNING));
    settle();
    assertEquals(1, c.intact());
  }
}
