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

  private static final NodeId OTHER = MarketFixtures.OTHER.id();

  private final OpenBids bids = new OpenBids(4);

  private void add(JobId job, int round, long nowMs) {
    add(OWNER, job, round, nowMs);
  }

  private void add(NodeId owner, JobId job, int round, long nowMs) {
    bids.add(owner, new OpenBid(MarketFixtures.bid(job, round, 10, 100), "read_file", nowMs, nowMs + 60_000));
  }

  @Test
  void shouldReserveUntilABidIsTakenOrExpires() {
    add(MarketFixtures.job(1), 1, 0);
    add(MarketFixtures.job(2), 1, 1_000);
    assertEquals(2, bids.reserved(kind -> true, 2_999));
    assertEquals(1, bids.reserved(kind -> true, 3_000));
    assertTrue(bids.take(OWNER, MarketFixtures.job(2), 1).isPresent());
    assertEquals(0, bids.reserved(kind -> true, 3_000));
  }

  @Test
  void shouldFreeThePlaceOfABidThatIsGivenBack() {
    add(MarketFixtures.JOB, 1, 0);
    bids.giveBack(OTHER, MarketFixtures.JOB, 1, 10);
    bids.giveBack(OWNER, MarketFixtures.JOB, 2, 10);
    assertEquals(1, bids.reserved(kind -> true, 10));
    bids.giveBack(OWNER, MarketFixtures.JOB, 1, 10);
    assertEquals(0, bids.reserved(kind -> true, 10));
    assertTrue(bids.take(OWNER, MarketFixtures.JOB, 1).isEmpty());
    assertTrue(bids.known(OWNER, MarketFixtures.JOB, 1), "it is not answered again");
  }

  /** Otherwise a member could hold its half for ever, giving each bid back just before it expires. */
  @Test
  void shouldCountABidThatIsGivenBackAsWastedForAsLongAsItWasHeld() {
    bids.served(OWNER);
    for (int round = 1; round <= 10 * Callers.WASTED_BIDS; round++) {
      add(MarketFixtures.JOB, round, 0);
      bids.giveBack(OWNER, MarketFixtures.JOB, round, 30);
    }
    add(MarketFixtures.job(2), 1, 0);
    assertFalse(bids.shareTaken(OWNER, 30));
    for (int round = 101; round <= 101 + Callers.WASTED_BIDS; round++) {
      add(MarketFixtures.JOB, round, 0);
      bids.giveBack(OWNER, MarketFixtures.JOB, round, 2_900);
    }
    assertTrue(bids.shareTaken(OWNER, 2_900), "a stranger again");
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
  void shouldRememberEveryRoundThatExpiredWhateverTheTreeLooksLike() {
    for (int round = 1; round <= 32; round++) {
      add(MarketFixtures.JOB, round, round % 3 * 1_000);
    }
    assertEquals(22, bids.reserved(kind -> true, 3_000));
    assertEquals(11, bids.reserved(kind -> true, 4_000));
    for (int round = 1; round <= 32; round++) {
      assertTrue(bids.known(OWNER, MarketFixtures.JOB, round), "round " + round);
    }
  }

  /** Found after a start: the bid of a first auction that closed too soon made the worker decline the second. */
  @Test
  void shouldFreeThePlaceOfAnEarlierRoundWhenTheJobIsCalledAgain() {
    add(MarketFixtures.JOB, 1, 0);
    assertTrue(bids.shareTaken(OWNER, 10));
    bids.supersede(OTHER, MarketFixtures.JOB, 2);
    bids.supersede(OWNER, MarketFixtures.job(9), 2);
    bids.supersede(OWNER, MarketFixtures.JOB, 1);
    assertEquals(1, bids.reserved(kind -> true, 10));
    bids.supersede(OWNER, MarketFixtures.JOB, 2);
    assertEquals(0, bids.reserved(kind -> true, 10));
    assertFalse(bids.shareTaken(OWNER, 10));
    assertTrue(bids.known(OWNER, MarketFixtures.JOB, 1), "it is not answered again");
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

  @Test
  void shouldGiveOneOwnerHalfOfThePlacesEvenOneThatIsServed() {
    bids.served(OWNER);
    add(MarketFixtures.job(1), 1, 0);
    assertFalse(bids.shareTaken(OWNER, 10));
    add(MarketFixtures.job(2), 1, 10);
    assertTrue(bids.shareTaken(OWNER, 20));
    assertFalse(bids.shareTaken(OTHER, 20));
    assertFalse(bids.shareTaken(OWNER, 3_000));
  }

  @Test
  void shouldGiveAStrangerOnePlace() {
    add(OTHER, MarketFixtures.job(1), 1, 0);
    assertTrue(bids.shareTaken(OTHER, 10));
    assertFalse(bids.shareTaken(OWNER, 10));
  }

  @Test
  void shouldGiveStrangersHalfOfThePlacesTogether() {
    bids.served(OWNER);
    add(OTHER, MarketFixtures.job(1), 1, 0);
    add(MarketFixtures.identity(9).id(), MarketFixtures.job(1), 1, 0);
    assertTrue(bids.shareTaken(OTHER, 10));
    assertTrue(bids.shareTaken(MarketFixtures.identity(8).id(), 10));
    assertFalse(bids.shareTaken(OWNER, 10));
  }

  @Test
  void shouldLeaveAtLeastOnePlaceToEveryOwner() {
    OpenBids one = new OpenBids(1);
    assertFalse(one.shareTaken(OWNER, 0));
  }

  @Test
  void shouldCountOnlyTheBidsThatExpireAsWasted() {
    bids.served(OWNER);
    for (int round = 1; round <= Callers.WASTED_BIDS; round++) {
      add(MarketFixtures.JOB, round, 0);
      bids.take(OWNER, MarketFixtures.JOB, round);
    }
    add(OTHER, MarketFixtures.job(1), 1, 10_000);
    add(MarketFixtures.identity(9).id(), MarketFixtures.job(2), 1, 10_000);
    assertFalse(bids.shareTaken(OWNER, 10_000));
    for (int round = 1; round <= Callers.WASTED_BIDS; round++) {
      add(MarketFixtures.job(2), round, 5_000);
    }
    assertTrue(bids.shareTaken(OWNER, 10_000), "now it shares with the strangers");
  }
}
