package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

/** SIMULATION: more bulk than the law lets through, and small messages now and then, on one radio in a 10 % sub-band. */
class BulkPaceSimulationTest {
  private static final long HOUR_MS = 3_600_000;
  private static final int BULK_BYTES = 200;
  private static final int SMALL_BYTES = 40;
  private static final long SMALL_EVERY_MS = 60_000;
  private static final long NEVER_LATE_MS = 100 * HOUR_MS;

  /** What came of three hours. */
  private record Result(long longestWaitMs, long longestSilenceMs, double usedOfLegal, int breaches) {}

  /** One radio, its queue never empty of what is large. */
  private static final class Life {
    private final SeededEntropy entropy;
    private final Priority large;
    private final TransmitQueue queue = new TransmitQueue(64, 16_384);
    private final AirGate gate = new AirGate(queue);
    private final DutyAudit audit = new DutyAudit(new Region("TEST", List.of(Samples.TEN_PERCENT)),
        new AntennaPath(0, 0));
    private long nowMs;
    private long smallDueMs;
    private long smallSinceMs = -1;
    private long longestWaitMs;
    private long largeAtMs;
    private long longestSilenceMs;
    private long airMicros;
    private int serial;

    /** @param large the priority of what is large */
    private Life(long seed, Priority large) {
      this.entropy = new SeededEntropy(seed);
      this.large = large;
      gate.open(new Carrier(Samples.TEN_PERCENT, Samples.SF8, 0, 254, true),
          new AirtimeMeter("t", new MemoryMeterStore(), Now.monotonic(0)), entropy, 0);
    }

    private void offer(Priority priority, int flow, int lengthBytes) {
      gate.offer(new Outbound(Samples.frame(priority, flow, lengthBytes, serial++), priority, "" + flow,
          NEVER_LATE_MS), nowMs);
    }

    private void step() {
      while (queue.frames() < 4) {
        offer(large, 1, BULK_BYTES);
      }
      if (smallSinceMs < 0 && nowMs >= smallDueMs) {
        smallSinceMs = nowMs;
        offer(Priority.NORMAL, 2, SMALL_BYTES);
      }
      switch (gate.poll(nowMs)) {
        case AirGate.Step.Transmit transmit -> transmit(transmit.frame().length());
        case AirGate.Step.Rest rest -> nowMs = Math.max(nowMs + 1, Math.min(rest.untilMs(), nowMs + 500));
        case AirGate.Step.Sense sense -> throw new AssertionError("the radio sees to it itself");
      }
    }

    private void transmit(int lengthBytes) {
      long airtimeMicros = Samples.SF8.airtimeMicros(lengthBytes);
      audit.add(new DutyAudit.Emission("t", 869_525_000, 125_000, 10, nowMs * 1_000,
          nowMs * 1_000 + airtimeMicros));
      airMicros += airtimeMicros;
      if (lengthBytes >= BULK_BYTES) {
        longestSilenceMs = Math.max(longestSilenceMs, nowMs - largeAtMs);
        largeAtMs = nowMs;
      }
      if (lengthBytes != BULK_BYTES) {
        longestWaitMs = Math.max(longestWaitMs, nowMs - smallSinceMs);
        smallSinceMs = -1;
        smallDueMs = nowMs + SMALL_EVERY_MS / 2 + entropy.nextLong(SMALL_EVERY_MS);
      }
      nowMs += airtimeMicros / 1_000 + 1;
      gate.onTransmitted(nowMs);
    }

    private Result run() {
      while (nowMs < 3 * HOUR_MS) {
        step();
      }
      longestSilenceMs = Math.max(longestSilenceMs, nowMs - largeAtMs);
      longestWaitMs = smallSinceMs < 0 ? longestWaitMs : Math.max(longestWaitMs, nowMs - smallSinceMs);
      return new Result(longestWaitMs, longestSilenceMs,
          airMicros / (3.0 * Samples.TEN_PERCENT.microsPerHour()), audit.findings().size());
    }
  }

  @Test
  void neverLeavesSmallMessagesWaitingBehindABurst() {
    for (long seed = 1; seed <= 10; seed++) {
      Result paced = new Life(seed, Priority.BULK).run();
      Result rushed = new Life(seed, Priority.NORMAL).run();
      String why = "seed " + seed + ": as bulk " + paced + "; all normal " + rushed;
      if (seed == 1) {
        System.err.println("SIMULATION bulk and small messages, " + why);
      }
      assertEquals(0, paced.breaches() + rushed.breaches(), why);
      assertTrue(paced.longestWaitMs() <= 5_000, why);
      assertTrue(paced.longestSilenceMs() <= 600_000, why);
      assertTrue(paced.usedOfLegal() >= 0.55, why);
      assertTrue(rushed.longestWaitMs() > 1_200_000, () -> "what it is for; " + why);
    }
  }
}
