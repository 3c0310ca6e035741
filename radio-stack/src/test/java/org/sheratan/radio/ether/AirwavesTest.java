package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;

class AirwavesTest {
  private static final Bytes HELLO = Bytes.utf8("hello");
  private static final long AIRTIME = Ear.SF8.airtimeMicros(HELLO.length());
  /** 5 symbols of 2.048 ms. */
  private static final long LOCK = 10_240;
  /** At 14 dBm, SF8 reaches 3.3 km. */
  private static final double FAR_METERS = 3_400;

  private final Airwaves air = new Airwaves(new SeededEntropy(1), PathLoss.COUNTRY);

  private void settle() {
    while (air.nextDueMicros() != Long.MAX_VALUE) {
      air.advance(air.nextDueMicros());
    }
  }

  @Test
  void shouldDeliverWhenTheLastSymbolIsIn() {
    Ear a = Ear.on(air, "a", 0);
    Ear b = Ear.on(air, "b", 1_000);
    air.advance(1_000);
    a.send(HELLO);
    settle();
    assertEquals(List.of(1_000 + LOCK + " preamble", 1_000 + AIRTIME + " intact 5"), b.events);
    assertEquals(List.of(1_000 + AIRTIME + " transmitted"), a.events);
    assertEquals(HELLO, b.received.getFirst().frame());
    assertEquals(1_000 + AIRTIME, air.nowMicros());
  }

  @Test
  void shouldReportPowerAndNoiseDistance() {
    Ear a = Ear.on(air, "a", 0);
    Ear near = Ear.on(air, "near", 10);
    Ear b = Ear.on(air, "b", 1_000);
    a.send(HELLO);
    settle();
    assertEquals(14 - 128.95, b.received.getFirst().rssiDbm(), 1e-9);
    assertEquals(14 - 128.95 + 117.03, b.received.getFirst().snrDb(), 0.01);
    assertEquals(13, near.received.getFirst().snrDb(), "chips report no more");
    assertEquals(128.95, air.lossDb("b", "a"), 1e-9);
  }

  @Test
  void shouldNotReachBeyondTheSensitivity() {
    Ear a = Ear.on(air, "a", 0);
    Ear far = Ear.on(air, "far", FAR_METERS);
    Ear slow = Ear.on(air, "slow", new Position(FAR_METERS, 0),
        Ear.tuned(new LoraModulation(9, 125_000, 5, 8)));
    a.send(HELLO);
    settle();
    slow.send(HELLO);
    a.antenna.receive(slow.tuning);
    settle();
    assertEquals(List.of(), far.events);
    assertEquals(1, a.intact(), "SF9 goes further");
  }

  @Test
  void shouldBeDeafWhileSending() {
    Ear a = Ear.on(air, "a", 0);
    Ear b = Ear.on(air, "b", 1_000);
    a.send(HELLO);
    air.advance(500);
    b.send(HELLO);
    settle();
    assertEquals(0, a.intact() + b.intact());
    assertEquals(2, air.counters().missed());
  }

  @Test
  void shouldHearAnswersSentAtTheEndOfAFrame() {
    Ear a = Ear.on(air, "a", 0);
    Ear far = Ear.on(air, "z", 2_000);
    Antenna echo = air.attach("b", "echo", new Position(100, 0));
    echo.listen(new Antenna.Listener() {
      @Override
      public void onPreamble() {}

      @Override
      public void onReception(Antenna.Reception reception) {
        echo.transmit(Ear.TUNING, 14, reception.frame());
      }

      @Override
      public void onTransmitted() {}
    });
    echo.receive(Ear.TUNING);
    a.send(HELLO);
    settle();
    assertEquals(2, far.intact(), "the answer does not meet the frame it answers");
    assertEquals(1, a.intact());
  }

  @Test
  void shouldFollowOnlyItsOwnTuning() {
    Ear a = Ear.on(air, "a", 0);
    List<Ear> others = new ArrayList<>();
    for (Tuning other : List.of(new Tuning(869_525_000, Ear.SF8, 0x34, false),
        new Tuning(869_525_000, Ear.SF8, 0x12, true), new Tuning(869_525_000 + 31_251, Ear.SF8, 0x12, false),
        Ear.tuned(new LoraModulation(7, 125_000, 5, 8)), Ear.tuned(new LoraModulation(8, 250_000, 5, 8)))) {
      others.add(Ear.on(air, "other" + others.size(), Position.ORIGIN, other));
    }
    Ear near = Ear.on(air, "near", Position.ORIGIN,
        new Tuning(869_525_000 + 31_250, new LoraModulation(8, 125_000, 8, 16), 0x12, false));
    a.send(HELLO);
    settle();
    others.forEach(other -> assertEquals(List.of(), other.events, () -> other.tuning.toString()));
    assertEquals(1, near.intact(), "preamble and coding rate may differ, the carrier by a quarter");
  }

  @Test
  void shouldNeedFiveSymbolsOfPreamble() {
    Ear a = Ear.on(air, "a", 0);
    Ear inTime = Ear.on(air, "in time", 100);
    Ear late = Ear.on(air, "late", 200);
    inTime.antenna.idle();
    late.antenna.idle();
    a.send(HELLO);
    air.advance(3 * 2_048);
    inTime.antenna.receive(Ear.TUNING);
    air.advance(3 * 2_048 + 1);
    late.antenna.receive(Ear.TUNING);
    settle();
    assertEquals(1, inTime.intact());
    assertEquals(List.of(), late.events);
  }

  @Test
  void shouldLoseWhatItWasReceivingWhenTunedAnew() {
    Ear a = Ear.on(air, "a", 0);
    Ear b = Ear.on(air, "b", 100);
    a.send(HELLO);
    air.advance(AIRTIME - 1);
    b.antenna.receive(Ear.TUNING);
    settle();
    assertEquals(List.of(LOCK + " preamble"), b.events);
  }

  @Test
  void shouldSenseFramesAndPower() {
    Ear a = Ear.on(air, "a", 0);
    Ear b = Ear.on(air, "b", 1_000);
    Ear far = Ear.on(air, "far", FAR_METERS);
    Tuning beside = new Tuning(869_400_000, Ear.SF8, 0x12, false);
    assertEquals(-117.03, b.antenna.rssiDbm(Ear.TUNING), 0.01);
    assertFalse(b.antenna.active(Ear.TUNING));
    a.send(HELLO);
    assertEquals(-112.85, b.antenna.rssiDbm(Ear.TUNING), 0.01, "-114.95 dBm and noise");
    assertEquals(-117.03, b.antenna.rssiDbm(beside), 0.01);
    assertTrue(b.antenna.active(new Tuning(869_525_000, Ear.SF8, 0x34, false)), "before any sync word");
    assertFalse(b.antenna.active(Ear.tuned(new LoraModulation(7, 125_000, 5, 8))));
    assertFalse(b.antenna.active(beside));
    assertFalse(far.antenna.active(Ear.TUNING));
    settle();
    assertFalse(b.antenna.active(Ear.TUNING));
  }

  @Test
  void shouldKeepIslandsApart() {
    air.topology().partition(List.of(Set.of("a", "b")));
    Ear a = Ear.on(air, "a", 0);
    Ear b = Ear.on(air, "b", 100);
    Ear c = Ear.on(air, "c", 200);
    a.send(HELLO);
    settle();
    air.topology().heal();
    a.send(HELLO);
    settle();
    assertEquals(2, b.intact());
    assertEquals(1, c.intact());
  }

  @Test
  void shouldRunPlannedActionsInOrder() {
    Antenna antenna = air.attach("a", "chip", Position.ORIGIN);
    List<String> ran = new ArrayList<>();
    antenna.after(30, () -> ran.add("late " + antenna.nowMicros()));
    antenna.after(10, () -> {
      ran.add("first " + antenna.nowMicros());
      antenna.after(5, () -> ran.add("second " + antenna.nowMicros()));
    });
    air.advance(20);
    assertEquals(List.of("first 10", "second 15"), ran);
    assertEquals(30, air.nextDueMicros());
    air.detach("a");
    settle();
    assertEquals(2, ran.size(), "without power nothing happens");
  }

  @Test
  void shouldCheckItsUsers() {
    Ear a = Ear.on(air, "a", 0);
    air.advance(10);
    assertThrows(IllegalStateException.class, () -> air.advance(9));
    assertThrows(IllegalStateException.class, () -> air.attach("a", "chip", Position.ORIGIN));
    assertThrows(IllegalStateException.class, () -> air.detach("b"));
    assertThrows(IllegalStateException.class, () -> air.linkLoss("a", "b", 1.1));
    assertThrows(IllegalStateException.class, () -> new AirFaults(0, -0.1, 0));
    a.send(HELLO);
    assertThrows(IllegalStateException.class, () -> a.send(HELLO), "one antenna, one transmission");
  }
}
