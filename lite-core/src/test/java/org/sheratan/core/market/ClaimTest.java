package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClaimTest {
  private final Claim claim = new Claim(MarketFixtures.OWNER.id(),
      MarketFixtures.award(MarketFixtures.JOB, 1, 1),
      1_000, 1_000_000);

  @Test
  void shouldEndWithItsLeaseOrTheJobsOwnTime() {
    assertEquals(1_000 + 5_880, claim.endMs());
    Claim hurried = new Claim(MarketFixtures.OWNER.id(), MarketFixtures.award(MarketFixtures.JOB, 1, 1),
        1_000, 2_000);
    assertEquals(2_000, hurried.endMs());
  }

  @Test
  void shouldCountAnExtensionFromItsOwnRequest() {
    claim.nextRenewal();
    claim.requested(2_000, 71);
    claim.nextRenewal();
    claim.requested(3_000, 72);
    assertEquals(71, claim.extended(1, 6_000));
    assertEquals(2_000 + 5_880, claim.endMs());
    assertEquals(72, claim.extended(2, 6_000));
    assertEquals(3_000 + 5_880, claim.endMs());
    assertEquals(71, claim.extended(1, 6_000));
    assertEquals(3_000 + 5_880, claim.endMs());
  }

  @Test
  void shouldNeverShortenOnAnOwnersWord() {
    claim.nextRenewal();
    claim.requested(2_000, 71);
    claim.extended(1, 6_000);
    claim.extended(1, 1);
    assertEquals(2_000 + 5_880, claim.endMs());
    assertEquals(6_000, claim.leaseMs());
  }

  @Test
  void shouldForgetOldRequests() {
    for (int request = 1; request <= 9; request++) {
      claim.nextRenewal();
      claim.requested(2_000 + request, 70 + request);
    }
    assertEquals(0, claim.extended(1, 6_000));
    assertEquals(0, claim.extended(99, 6_000));
    assertEquals(72, claim.extended(2, 6_000));
  }

  @Test
  void shouldAskAgainAQuarterAfterItsLastRequest() {
    assertEquals(2_500, claim.nextRenewalMs());
    assertTrue(claim.mayReport(1_000));
    claim.nextRenewal();
    claim.requested(2_500, 71);
    assertEquals(4_000, claim.nextRenewalMs());
    assertFalse(claim.mayReport(3_249));
    assertTrue(claim.mayReport(3_250));
  }

  @Test
  void shouldKeepProgressWithinItsBounds() {
    claim.progress(0.1234);
    assertEquals(123, claim.donePermille());
    claim.progress(7);
    assertEquals(1_000, claim.donePermille());
    claim.progress(-1);
    assertEquals(0, claim.donePermille());
  }
}
