package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

/** Two airwaves made one, as processes do with datagrams. */
class AirInjectionTest {
  private static final Bytes HELLO = Bytes.utf8("hello");
  private static final long AIRTIME = Ear.SF8.airtimeMicros(HELLO.length());
  private static final long OTHER_CLOCK = 1_000_000_000L;

  private final Airwaves here = process();
  private final Airwaves there = process();
  private final List<Bytes> carried = new ArrayList<>();

  private static Airwaves process() {
    return new Airwaves(new SeededEntropy(9), PathLoss.COUNTRY.shadowed(6));
  }

  private void carry(long origin) {
    here.tap(new AirTap() {
      @Override
      public void onBegin(AirFrame frame) {
        carried.add(new AirDatagram(origin, frame).encode(here.nowMicros()));
      }
    });
    there.advance(OTHER_CLOCK);
  }

  private void arrive(Bytes datagram) {
    there.inject(AirDatagram.decode(datagram, there.nowMicros()).sent());
  }

  @Test
  void shouldBeHeardAsIfSentHere() {
    carry(1);
    Ear a = Ear.on(here, "a", 0);
    Ear witness = Ear.on(here, "b", 900);
    Ear b = Ear.on(there, "b", 900);
    a.send(HELLO);
    arrive(carried.getFirst());
    here.advance(AIRTIME);
    there.advance(OTHER_CLOCK + AIRTIME);
    assertEquals(witness.received, b.received, "power, shadow and bytes");
    assertEquals(1, b.intact());
    assertEquals(1, there.counters().injected());
    assertEquals(0, there.counters().transmissions());
  }

  @Test
  void shouldCollideWithFramesSentHere() {
    carry(1);
    Ear a = Ear.on(here, "a", 0);
    Ear.on(there, "c", 1).send(HELLO);
    Ear b = Ear.on(there, "b", 900);
    a.send(HELLO);
    arrive(carried.getFirst());
    there.advance(OTHER_CLOCK + AIRTIME);
    assertEquals(0, b.intact());
  }

  @Test
  void shouldForgiveThreeSymbolsOfDelay() {
    carry(1);
    Ear a = Ear.on(here, "a", 0);
    Ear b = Ear.on(there, "b", 900);
    a.send(HELLO);
    AirFrame sent = AirDatagram.decode(carried.getFirst(), OTHER_CLOCK).sent();
    there.advance(OTHER_CLOCK + 3 * 2_048);
    there.inject(sent);
    there.advance(OTHER_CLOCK + AIRTIME);
    assertEquals(1, b.intact());
    assertEquals(OTHER_CLOCK + AIRTIME + " intact 5", b.events.getLast());
  }

  @Test
  void shouldOnlyDisturbWhenLater() {
    carry(1);
    Ear a = Ear.on(here, "a", 0);
    Ear b = Ear.on(there, "b", 900);
    a.send(HELLO);
    AirFrame sent = AirDatagram.decode(carried.getFirst(), OTHER_CLOCK).sent();
    there.advance(OTHER_CLOCK + AIRTIME - 1);
    there.inject(sent);
    there.advance(OTHER_CLOCK + AIRTIME);
    assertEquals(List.of(), b.events);
    assertEquals(1, there.counters().missed());
  }

  @Test
  void shouldRefuseWhatIsOverOrNotBegunOrOurOwn() {
    carry(1);
    Ear a = Ear.on(here, "a", 0);
    a.send(HELLO);
    AirFrame sent = AirDatagram.decode(carried.getFirst(), OTHER_CLOCK).sent();
    there.inject(AirDatagram.decode(carried.getFirst(), OTHER_CLOCK + 1).sent());
    there.advance(OTHER_CLOCK + AIRTIME);
    there.inject(sent);
    Ear.on(there, "a", 0);
    arrive(carried.getFirst());
    assertEquals(3, there.counters().refused());
    assertEquals(0, there.counters().injected());
  }
}
