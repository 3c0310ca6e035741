package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

/** Every way two frames can meet at one receiver, against the rules worked out by hand for two frames. */
class CollisionOracleTest {
  private static final long SEED = 86;
  private static final int MEETINGS = 5_000;
  private static final long SYMBOL = 2_048;
  private static final long PREAMBLE = 8 * SYMBOL;
  private static final long LOCK = 5 * SYMBOL;
  private static final long SYNC_END = PREAMBLE + 17 * SYMBOL / 4;
  private static final long HEADER_END = SYNC_END + 8 * SYMBOL;

  /** The first frame begins at 0 and ends at {@code firstEnd}; the second begins at {@code begin}. */
  private static TreeSet<String> expected(double firstOverSecondDb, long firstEnd, long begin) {
    TreeSet<String> intact = new TreeSet<>();
    boolean apart = begin >= firstEnd;
    if (apart || firstOverSecondDb >= 6) {
      intact.add("1");
    }
    // From when on the receiver is free for the second one, and the second one stands out.
    long free;
    if (apart || begin < LOCK && firstOverSecondDb <= -6) {
      free = begin;
    } else if (firstOverSecondDb > -6) {
      free = firstEnd;
    } else if (begin + LOCK < SYNC_END) {
      free = begin;
    } else if (begin < HEADER_END) {
      free = HEADER_END;
    } else {
      free = firstEnd;
    }
    if (Math.max(free, begin) + LOCK <= begin + PREAMBLE) {
      intact.add("2");
    }
    return intact;
  }

  private static TreeSet<String> meet(double firstMeters, double secondMeters, Bytes[] frames, long begin) {
    Airwaves air = new Airwaves(new SeededEntropy(SEED), PathLoss.COUNTRY);
    Ear hub = Ear.on(air, "hub", 0);
    Ear first = Ear.on(air, "1", -firstMeters);
    Ear second = Ear.on(air, "2", secondMeters);
    first.send(frames[0]);
    air.advance(begin);
    second.send(frames[1]);
    while (air.nextDueMicros() != Long.MAX_VALUE) {
      air.advance(air.nextDueMicros());
    }
    TreeSet<String> intact = new TreeSet<>();
    for (Antenna.Reception reception : hub.received) {
      if (reception.intact()) {
        intact.add(reception.frame().equals(frames[0]) ? "1" : "2");
      }
    }
    return intact;
  }

  @Test
  void canMeetInEveryWay() {
    Entropy entropy = new SeededEntropy(SEED);
    TreeSet<String> seen = new TreeSet<>();
    for (int meeting = 0; meeting < MEETINGS; meeting++) {
      double firstMeters = 200 + 2_500 * entropy.nextDouble();
      double secondMeters = 200 + 2_500 * entropy.nextDouble();
      Bytes[] frames = {Bytes.copyOf(new byte[1 + entropy.nextInt(60)]),
          Bytes.copyOf(new byte[61 + entropy.nextInt(60)])};
      long firstEnd = Ear.SF8.airtimeMicros(frames[0].length());
      long begin = begin(entropy, firstEnd);
      double firstOverSecondDb = PathLoss.COUNTRY.meanDb(secondMeters) - PathLoss.COUNTRY.meanDb(firstMeters);
      TreeSet<String> expected = expected(firstOverSecondDb, firstEnd, begin);
      assertEquals(expected, meet(firstMeters, secondMeters, frames, begin),
          () -> "seed " + SEED + ": " + firstOverSecondDb + " dB, begins at " + begin + " of " + firstEnd);
      seen.add(expected.toString());
    }
    assertEquals(new TreeSet<>(List.of("[]", "[1]", "[2]", "[1, 2]")), seen);
  }

  /** Often at, just before or just after one of the moments that matter. */
  private static long begin(Entropy entropy, long firstEnd) {
    long[] moments = {LOCK, SYNC_END - LOCK, HEADER_END, HEADER_END - 3 * SYMBOL, firstEnd - 3 * SYMBOL,
        firstEnd, PREAMBLE};
    long near = moments[entropy.nextInt(moments.length)] + entropy.nextInt(3) - 1;
    return entropy.chance(0.5) ? near : entropy.nextLong(firstEnd + 10_000);
  }
}
