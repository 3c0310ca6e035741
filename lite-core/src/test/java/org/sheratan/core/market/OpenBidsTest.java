package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.core.market.OpenBids.OpenBid;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.NodeId;

class OpenBidsTest {
  private static final NodeId OWNER = MarketFixtures.OWNER.id();

  private final OpenBids bids = new OpenBids();

  private void add(JobId job, int round, long nowMs) {
    bids.add(OWNER, new OpenBid(MarketFixtures.bid(job, round, 10, 100), "read_file", nowMs, nowMs + 60_000));
  }

  @Test
  void shouldReserveUntilABidIsTakenOrExpires() {
    add(MarketFixtures.job(1), 1, 0);
    add(MarketFixtures.job(2), 1, 1_000);
    assertEquals(2, bids.reserved(2_999));
    assertEquals(1, bids.reserved(3_000));
    assertTrue(bids.take(OWNER, MarketFixtures.job(2), 1).isPresent());
    assertEquals(0, bids.reserved(3_000));
  }

  @Test
  void shouldGiveABidOnceToItsOwnOwnerAndRound() {
    add(MarketFixtures.JOB, 1, 0);
    assertTrue(bids.take(MarketFixtures.OTHER.id(), MarketFixtures.JOB, 1).isEmpty());
    assertTrue(bids.take(OWNER, MarketFixtures.JOB, 2).isEmpty());
    assertTrue(bids.take(OWNER, MarketFixtures.JOB, 1).isPresent());
    assertTrue(bids.take(OWNER, MarketFixtures.JOB, 1).isEmpty());
    assertTrue(bids.known(OWNER, MarketFixtures.JOB, 1));
  }

  @Test
  void shouldRememberABoundedNumberOfRounds() {
    for (int round = 1; round <= 2_000; round++) {
      add(MarketFixtures.JOB, round, 0);
      bids.take(OWNER, MarketFixtures.JOB, round);
    }
    assertFalse(bids.known(OWNER, MarketFixtures.JOB, 1));
    assertTrue(bids.known(OWNER, MarketFixtures.JOB, 2_000));
    assertTrue(bids.known(OWNER, MarketFixtures.JOB, 1_000));
  }
}
