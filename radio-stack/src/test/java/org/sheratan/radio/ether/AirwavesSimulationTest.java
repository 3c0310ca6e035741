package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;

/** Many stations that send at random times, whatever the channel does. */
class AirwavesSimulationTest {
  private static final int FRAME_BYTES = 200;

  /** Poisson arrivals over all of {@code senders}; one that is still sending passes its turn on. */
  private static void load(Airwaves air, Entropy entropy, List<Ear> senders, double meanGapMicros,
      int frames) {
    double atMicros = air.nowMicros();
    for (int frame = 0; frame < frames; frame++) {
      atMicros -= meanGapMicros * StrictMath.log(1 - entropy.nextDouble());
      air.advance((long) atMicros);
      int first = entropy.nextInt(senders.size());
      for (int turn = 0; turn < senders.size(); turn++) {
        Ear sender = senders.get((first + turn) % senders.size());
        if (sender.sent == sender.transmitted) {
          sender.send(FRAME_BYTES);
          break;
        }
      }
    }
    air.advance((long) atMicros + 60_000_000L);
  }

  /** Share of time in which a hub reads intact frames, from {@code senders} as strong as each other. */
  private static double throughput(long seed, double offeredLoad, int frames) {
    Airwaves air = new Airwaves(new SeededEntropy(seed), PathLoss.COUNTRY);
    Topology starShaped = Topology.empty();
    air.topology(starShaped);
    Ear hub = Ear.on(air, "hub", 0);
    List<Ear> senders = new ArrayList<>();
    for (int index = 0; index < 60; index++) {
      double angle = 2 * StrictMath.PI * index / 60;
      String name = "n" + index;
      starShaped.connect(name, "hub");
      senders.add(Ear.on(air, name,
          new Position(1_000 * StrictMath.cos(angle), 1_000 * StrictMath.sin(angle)), Ear.TUNING));
    }
    double airtime = Ear.SF8.airtimeMicros(FRAME_BYTES);
    load(air, new SeededEntropy(seed).fork("load"), senders, airtime / offeredLoad, frames);
    return hub.intact() * airtime / (frames * airtime / offeredLoad);
  }

  /** Abramson 1970: S = G·e^-2G, most 1/(2e) at G = 0.5. */
  @Test
  void canReproduceTheThroughputOfPureAloha() {
    for (double load : new double[]{0.1, 0.25, 0.5, 1, 1.5}) {
      double expected = load * StrictMath.exp(-2 * load);
      double sum = 0;
      for (long seed = 1; seed <= 5; seed++) {
        sum += throughput(seed, load, 3_000);
      }
      // A little above: the first three symbols of a preamble may be disturbed, 1 % of this frame.
      assertEquals(expected, sum / 5, 0.05 * expected, "load " + load + ", seeds 1 to 5");
    }
    assertEquals(1 / (2 * StrictMath.E), throughput(11, 0.5, 6_000), 0.02, "seed 11");
  }

  private static List<String> town(long seed, int stations, Airwaves air) {
    Entropy entropy = new SeededEntropy(seed).fork("town");
    air.faults(new AirFaults(0.05, 0.02, 0.01));
    List<String> trace = new ArrayList<>();
    air.tap(new AirTap() {
      @Override
      public void onEnd(AirFrame frame, long endMicros) {
        trace.add(frame.station() + " " + frame.startMicros() + " " + endMicros);
      }
    });
    List<Ear> ears = new ArrayList<>();
    for (int index = 0; index < stations; index++) {
      Tuning tuning = Ear.tuned(new LoraModulation(7 + index % 3, 125_000, 5, 8));
      ears.add(Ear.on(air, "n" + index,
          new Position(12_000 * entropy.nextDouble(), 12_000 * entropy.nextDouble()), tuning));
    }
    load(air, entropy, ears, 60_000, 300);
    air.topology().partition(List.of(Set.of("n1", "n2", "n3", "n4")));
    air.burst(Position.ORIGIN, 869_525_000, 200_000, 14, 2_000_000);
    air.detach("n7");
    ears.remove(7);
    load(air, entropy, ears, 60_000, 300);
    ears.forEach(ear -> trace.addAll(ear.events));
    ears.forEach(ear -> ear.received.forEach(
        reception -> trace
            .add(reception.rssiDbm() + " " + reception.snrDb() + " " + reception.frame().toHex())));
    trace.add(air.counters().toString());
    return trace;
  }

  private static Airwaves hills(long seed) {
    return new Airwaves(new SeededEntropy(seed), PathLoss.COUNTRY.shadowed(7.8));
  }

  @Test
  void canRepeatARunFromItsSeed() {
    List<String> first = town(21, 60, hills(21));
    assertEquals(first, town(21, 60, hills(21)), "seed 21");
    assertNotEquals(first, town(22, 60, hills(22)));
    assertTrue(first.size() > 2_000, "something happened: " + first.size());
  }

  @Test
  void neverAsksStationsOutOfReach() {
    Airwaves air = hills(31);
    town(31, 100, air);
    AirCounters counters = air.counters();
    // A signal is followed where it is at most 10 dB below the edge; a circle of 9 km in a square of 12.
    assertTrue(counters.signals() < counters.transmissions() * 99 * 0.7,
        "seed 31: " + counters.signals() + " signals of " + counters.transmissions() + " transmissions");
    assertEquals(600, counters.transmissions());
  }

  @Test
  void neverCountsASignalTwiceNorForgetsOne() {
    for (long seed = 41; seed <= 45; seed++) {
      Airwaves air = hills(seed);
      town(seed, 100, air);
      AirCounters counters = air.counters();
      assertTrue(counters.intact() > 500, "seed " + seed + ": " + counters);
      assertTrue(counters.garbled() > 50, "seed " + seed + ": " + counters);
      assertTrue(counters.intact() + counters.garbled() + counters.missed() + counters.faded() <= counters
          .signals(), "seed " + seed + ": " + counters);
    }
  }
}
