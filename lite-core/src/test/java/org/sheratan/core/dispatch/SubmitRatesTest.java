package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.dispatch.SubmitLimits.Rate;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.kernel.SeededEntropy;

class SubmitRatesTest {
  private static final Origin ADA = new Origin(Zone.API, "10.0.0.1");
  private static final Origin BOB = new Origin(Zone.API, "10.0.0.2");

  private static SubmitRates rates(Rate perSource, Rate overall) {
    return new SubmitRates(new SubmitLimits(10, perSource, overall, 1, 1), 0);
  }

  private static int taken(SubmitRates rates, Origin source, int asked, long nowMs) {
    int taken = 0;
    for (int each = 0; each < asked; each++) {
      if (rates.tooFast(source, nowMs).isEmpty()) {
        rates.took(source, nowMs);
        taken++;
      }
    }
    return taken;
  }

  @Test
  void shouldTakeABurstAndThenOneAtATime() {
    SubmitRates rates = rates(new Rate(60, 5), new Rate(600, 600));
    assertEquals(5, taken(rates, ADA, 10, 0));
    Verdict.Refused refused = rates.tooFast(ADA, 0).orElseThrow();
    assertEquals(1_000, refused.waitMs());
    assertEquals("60 jobs a minute are the limit from one source, here api 10.0.0.1, 5 at once"
        + " (dispatch.jobs_per_minute_per_source); there is room in 1000 ms", refused.message());
    assertEquals(5, taken(rates, BOB, 10, 0), "another source is not to blame");
    assertEquals(0, taken(rates, ADA, 10, 999));
    assertEquals(1, taken(rates, ADA, 10, 1_000));
    assertEquals(5, taken(rates, ADA, 10, 60_000));
  }

  @Test
  void shouldLimitAllSourcesTogether() {
    SubmitRates rates = rates(new Rate(60, 5), new Rate(120, 6));
    assertEquals(5, taken(rates, ADA, 10, 0));
    assertEquals(1, taken(rates, BOB, 10, 0));
    Verdict.Refused refused = rates.tooFast(BOB, 0).orElseThrow();
    assertEquals(500, refused.waitMs());
    assertTrue(refused.message().contains("(dispatch.jobs_per_minute)"), refused.message());
    assertTrue(rates.tooFast(ADA, 0).orElseThrow().message().contains("per_source"), "the longer wait");
  }

  /** Eleven busy chains shut people out. */
  @Test
  void shouldLeaveRoomForPeople() {
    SubmitRates rates = rates(new Rate(60, 60), new Rate(600, 100));
    int taken = 0;
    for (int chain = 1; chain <= 20; chain++) {
      taken += taken(rates, new Origin(Zone.CHAIN, "ch-" + chain), 5, 0);
      taken += taken(rates, new Origin(Zone.SCHEDULE, "s" + chain), 5, 0);
    }
    assertEquals(50, taken);
    assertEquals(200, rates.tooFast(new Origin(Zone.CHAIN, "ch-21"), 0).orElseThrow().waitMs());
    assertEquals(50, taken(rates, ADA, 60, 0));
  }

  /** What is told is the first millisecond at which it is taken, whatever the rate and the moment. */
  @Test
  void shouldTellTheExactTimeToWait() {
    SeededEntropy entropy = new SeededEntropy(11);
    for (int round = 0; round < 2_000; round++) {
      Rate rate = new Rate(1 + entropy.nextInt(2_000), 1 + entropy.nextInt(5));
      SubmitRates rates = rates(rate, new Rate(1_000_000, 1_000_000));
      long nowMs = entropy.nextInt(10_000);
      while (rates.tooFast(ADA, nowMs).isEmpty()) {
        rates.took(ADA, nowMs);
        nowMs += entropy.nextInt(20);
      }
      long waitMs = rates.tooFast(ADA, nowMs).orElseThrow().waitMs();
      assertTrue(waitMs > 0);
      assertTrue(rates.tooFast(ADA, nowMs + waitMs - 1).isPresent(), rate + " at " + nowMs);
      assertEquals(Optional.empty(), rates.tooFast(ADA, nowMs + waitMs), rate + " at " + nowMs);
    }
  }

  @Test
  void neverTakesMoreThanTheRateAndOneBurst() {
    for (int seed = 0; seed < 50; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      SubmitRates rates = rates(new Rate(90, 7), new Rate(10_000, 10_000));
      long nowMs = 0;
      int taken = 0;
      while (nowMs < 600_000) {
        taken += taken(rates, ADA, entropy.nextInt(4), nowMs);
        nowMs += entropy.nextInt(900);
      }
      assertTrue(taken <= 7 + 90 * nowMs / 60_000.0 + 1, "seed " + seed + ": " + taken);
    }
  }

  @Test
  void shouldKeepNoMoreSourcesThanItMust() {
    SubmitRates rates = rates(new Rate(1, 2), new Rate(1_000_000, 1_000_000));
    taken(rates, ADA, 2, 0);
    for (int other = 0; other < 5_000; other++) {
      taken(rates, new Origin(Zone.MESH, "n" + other), 1, 0);
    }
    assertFalse(rates.tooFast(ADA, 0).isEmpty(), "the emptiest bucket is forgotten last");
  }

  @Test
  void shouldNotOverflowWithoutALimit() {
    SubmitLimits any = SubmitLimits.onlyDepth(3);
    SubmitRates rates = new SubmitRates(any, -5_000);
    assertEquals(100_000, taken(rates, ADA, 100_000, Long.MAX_VALUE / 4));
  }
}
