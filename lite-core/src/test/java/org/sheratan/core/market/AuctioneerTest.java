package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.core.market.Auctioneer.Closed;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.DeclineReason;
import org.sheratan.core.wire.WireMessage.Bid;
import org.sheratan.core.wire.WireMessage.Call;
import org.sheratan.core.wire.WireMessage.Cancel;
import org.sheratan.core.wire.WireMessage.Decline;
import org.sheratan.kernel.NodeId;

class AuctioneerTest {
  private static final NodeId FIRST = MarketFixtures.WORKER.id();
  private static final NodeId SECOND = MarketFixtures.OTHER.id();
  private static final Job JOB = MarketFixtures.jobOf(MarketFixtures.JOB, 50);

  private final QuietMesh mesh = new QuietMesh(MarketFixtures.OWNER.id());
  private final Reputation reputation = new Reputation(new MemoryDurable());
  private final Auctioneer auctioneer = new Auctioneer(new Post(mesh), reputation,
      JOB.id().epoch());

  private void open(NodeId... capable) {
    mesh.expectedMs.put(FIRST, 10L);
    mesh.expectedMs.put(SECOND, 10L);
    mesh.expectedMs.put(MarketFixtures.identity(4).id(), 10L);
    auctioneer.open(JOB, List.of(capable), 60_000, 1_000);
  }

  private void bid(NodeId from, long priceMicros, long nowMs) {
    auctioneer.onBid(from, MarketFixtures.bid(JOB.id(), 1, priceMicros, 100), 77, nowMs);
  }

  @Test
  void shouldCallEveryCapableNodeWithoutParameters() {
    open(FIRST, SECOND);
    List<QuietMesh.Sent> calls = mesh.take();
    assertEquals(List.of(FIRST, SECOND), calls.stream().map(QuietMesh.Sent::to).toList());
    Call call = assertInstanceOf(Call.class, calls.getFirst().message());
    assertEquals(50, call.maxPriceMicros());
    assertEquals(60_000, call.remainingMs());
    assertEquals(Auctioneer.MIN_WINDOW_MS, calls.getFirst().lifetimeMs());
    assertEquals(1, auctioneer.open());
    assertEquals(1_150, auctioneer.nextPollMs());
  }

  @Test
  void shouldReuseNoRoundAfterARestart() {
    open(FIRST);
    int before = assertInstanceOf(Call.class, mesh.take().getFirst().message()).round();
    Auctioneer restarted = new Auctioneer(new Post(mesh), reputation, JOB.id().epoch() + 1);
    restarted.open(JOB, List.of(FIRST), 60_000, 1_000);
    int after = assertInstanceOf(Call.class, mesh.take().getFirst().message()).round();
    assertEquals(1, before);
    assertTrue(after > before + 100, "round " + after);
  }

  /** Found with epochs that leap: every later auction had the last round there is, which workers answer once. */
  @Test
  void shouldHaveRoundsLeftAfterALeapOfTheEpoch() {
    for (int leap = 65_536; leap < 65_536 + 2_000; leap++) {
      Auctioneer restarted = new Auctioneer(new Post(mesh), reputation, JOB.id().epoch() + leap);
      restarted.open(JOB, List.of(FIRST), 60_000, 1_000);
      int first = assertInstanceOf(Call.class, mesh.take().getFirst().message()).round();
      restarted.poll(70_000);
      restarted.open(JOB, List.of(FIRST), 60_000, 71_000);
      int second = assertInstanceOf(Call.class, mesh.take().getFirst().message()).round();
      assertEquals(first + 1, second, "leap " + leap);
    }
  }

  @Test
  void shouldTakeTheBestBidAtTheEndOfTheWindow() {
    open(FIRST, SECOND, MarketFixtures.identity(4).id());
    bid(FIRST, 20, 1_010);
    bid(SECOND, 10, 1_020);
    assertTrue(auctioneer.poll(1_149).isEmpty());
    Closed.Won won = assertInstanceOf(Closed.Won.class, auctioneer.poll(1_150).getFirst());
    assertEquals(SECOND, won.worker());
    assertEquals(2, won.bids());
    assertEquals(1_020, won.receivedMs());
    assertEquals(0, auctioneer.open());
  }

  @Test
  void shouldCloseAtOnceWhenAllHaveAnswered() {
    open(FIRST, SECOND);
    bid(FIRST, 20, 1_010);
    auctioneer.onDecline(SECOND, new Decline(JOB.id(), 1, DeclineReason.BUSY, ""), 78, 1_020);
    assertEquals(1_020, auctioneer.nextPollMs());
    assertEquals(FIRST, assertInstanceOf(Closed.Won.class, auctioneer.poll(1_020).getFirst()).worker());
    assertEquals(2, mesh.confirmed.size());
  }

  @Test
  void shouldPreferAWorkerWithABetterHistory() {
    for (int job = 0; job < 10; job++) {
      reputation.kept(FIRST);
      reputation.broke(SECOND);
    }
    open(FIRST, SECOND);
    bid(FIRST, 12, 1_010);
    bid(SECOND, 10, 1_010);
    assertEquals(FIRST, assertInstanceOf(Closed.Won.class, auctioneer.poll(1_010).getFirst()).worker());
  }

  /** Three equal jobs at once over three equal nodes all went to the one with the smallest id. */
  @Test
  void shouldSpreadJobsThatAreAuctionedAtOnce() {
    NodeId third = MarketFixtures.identity(4).id();
    Set<NodeId> winners = new TreeSet<>();
    for (int sequence = 1; sequence <= 3; sequence++) {
      Job job = MarketFixtures.jobOf(new JobId(JOB.id().owner(), JOB.id().epoch(), sequence), 50);
      auctioneer.open(job, List.of(FIRST, SECOND, third), 60_000, 1_000);
      for (NodeId node : List.of(FIRST, SECOND, third)) {
        auctioneer.onBid(node, MarketFixtures.bid(job.id(), 1, 10, 100), 77, 1_010);
      }
    }
    auctioneer.poll(1_010).forEach(
        closed -> winners.add(assertInstanceOf(Closed.Won.class, closed).worker()));
    assertEquals(3, winners.size());
  }

  /** Found by measuring short jobs: bids that had lost kept their places for 3 s, and ten nodes were as fast as four. */
  @Test
  void shouldTellLosersWhereThatCostsNobodyAnything() {
    NodeId third = MarketFixtures.identity(4).id();
    mesh.free.addAll(List.of(FIRST, SECOND));
    open(FIRST, SECOND, third);
    mesh.take();
    bid(FIRST, 20, 1_010);
    bid(SECOND, 10, 1_010);
    bid(third, 30, 1_010);
    auctioneer.poll(1_010);
    List<QuietMesh.Sent> told = mesh.take();
    assertEquals(List.of(FIRST), told.stream().map(QuietMesh.Sent::to).toList());
    assertEquals(Cancel.ofBid(JOB.id(), 1), told.getFirst().message());
    assertEquals(3_000, told.getFirst().lifetimeMs());
  }

  @Test
  void shouldGiveBackBidsForAJobThatEndedMeanwhile() {
    mesh.free.add(FIRST);
    open(FIRST, SECOND);
    mesh.take();
    bid(FIRST, 20, 1_010);
    auctioneer.forget(JOB.id());
    assertEquals(Cancel.ofBid(JOB.id(), 1), mesh.only(Cancel.class));
  }

  @Test
  void shouldGiveBackABidThatCameTooLateButNoCopyOfTheOneItTook() {
    mesh.free.addAll(List.of(FIRST, SECOND));
    open(FIRST, SECOND);
    mesh.take();
    bid(FIRST, 20, 1_010);
    auctioneer.poll(1_150);
    bid(FIRST, 20, 1_160);
    assertEquals(List.of(), mesh.take());
    bid(SECOND, 20, 1_170);
    assertEquals(Cancel.ofBid(JOB.id(), 1), mesh.only(Cancel.class));
  }

  @Test
  void shouldNotTakeWhatIsTooDearExpiredOrUnasked() {
    open(FIRST, SECOND);
    bid(FIRST, 51, 1_010);
    bid(MarketFixtures.identity(9).id(), 1, 1_010);
    auctioneer.onBid(SECOND, new Bid(JOB.id(), 1, 5, 0, 10, 50, Lease.MAX_MS), 78, 1_010);
    Closed.Nobody nobody = assertInstanceOf(Closed.Nobody.class, auctioneer.poll(1_100).getFirst());
    assertEquals(2, nobody.bids());
    assertTrue(nobody.why().startsWith("no bid of 2 asked ("), nobody.why());
  }

  @Test
  void shouldNotTakeABidThatAllowsNoUsefulLease() {
    open(FIRST);
    auctioneer.onBid(FIRST, new Bid(JOB.id(), 1, 5, 0, 10, 3_000, 0), 78, 1_010);
    assertInstanceOf(Closed.Nobody.class, auctioneer.poll(1_010).getFirst());
  }

  @Test
  void shouldIgnoreBidsOfAnotherRound() {
    open(FIRST);
    auctioneer.onBid(FIRST, MarketFixtures.bid(JOB.id(), 2, 5, 100), 77, 1_010);
    assertInstanceOf(Closed.Nobody.class, auctioneer.poll(1_150).getFirst());
    auctioneer.open(JOB, List.of(FIRST), 60_000, 2_000);
    bid(FIRST, 5, 2_010);
    assertInstanceOf(Closed.Nobody.class, auctioneer.poll(2_150).getFirst());
  }

  /** Found in review: an answer to an earlier round stopped the new call from being sent again. */
  @Test
  void shouldNotTakeAnAnswerToAnEarlierRoundForProofOfThisCall() {
    open(FIRST);
    auctioneer.poll(1_150);
    auctioneer.open(JOB, List.of(FIRST), 60_000, 2_000);
    bid(FIRST, 5, 2_010);
    auctioneer.onDecline(FIRST, new Decline(JOB.id(), 1, DeclineReason.BUSY, ""), 78, 2_010);
    assertEquals(0, mesh.confirmed.size());
  }

  @Test
  void shouldKeepTheFirstBidOfANode() {
    open(FIRST, SECOND);
    bid(FIRST, 20, 1_010);
    bid(FIRST, 5, 1_040);
    Closed.Won won = assertInstanceOf(Closed.Won.class, auctioneer.poll(1_150).getFirst());
    assertEquals(20, won.bid().priceMicros());
    assertEquals(1_010, won.receivedMs());
  }

  /** Found by hand: a file that only one node had was asked five times of the other, which was cheaper. */
  @Test
  void shouldGiveAJobThatCameBackToSomebodyElseFirst() {
    assertEquals(List.of(FIRST, SECOND, FIRST),
        List.of(winnerOfRound(1), winnerOfRound(2), winnerOfRound(3)));
    auctioneer.forget(JOB.id());
    assertEquals(FIRST, winnerOfRound(1));
  }

  private NodeId winnerOfRound(int round) {
    open(FIRST, SECOND);
    auctioneer.onBid(FIRST, MarketFixtures.bid(JOB.id(), round, 5, 100), 77, 1_010);
    auctioneer.onBid(SECOND, MarketFixtures.bid(JOB.id(), round, 10, 100), 78, 1_010);
    return assertInstanceOf(Closed.Won.class, auctioneer.poll(1_150).getFirst()).worker();
  }

  @Test
  void shouldSayWhoSaidWhatWhenNobodyCame() {
    open(FIRST, SECOND);
    auctioneer.onDecline(FIRST, new Decline(JOB.id(), 1, DeclineReason.BUSY, "6 jobs here already"), 77,
        1_010);
    auctioneer.onUndelivered(mesh.take().get(1).ticket(), "no route", 1_060);
    Closed.Nobody nobody = assertInstanceOf(Closed.Nobody.class, auctioneer.poll(1_060).getFirst());
    assertTrue(nobody.why().contains(FIRST + " declined: 6 jobs here already"), nobody.why());
    assertTrue(nobody.why().contains(SECOND + " declined: not reached (no route)"), nobody.why());
  }

  @Test
  void shouldTellWorkersThatAreFullFromOthers() {
    assertTrue(afterDeclines(DeclineReason.BUSY, DeclineReason.BUSY).full());
    assertFalse(afterDeclines(DeclineReason.BUSY, DeclineReason.PRICE).full());
    open(FIRST, SECOND);
    assertFalse(assertInstanceOf(Closed.Nobody.class, auctioneer.poll(1_150).getFirst()).full(), "silent");
  }

  private Closed.Nobody afterDeclines(DeclineReason first, DeclineReason second) {
    open(FIRST, SECOND);
    auctioneer.onDecline(FIRST, new Decline(JOB.id(), 1, first, ""), 77, 1_010);
    auctioneer.onDecline(SECOND, new Decline(JOB.id(), 1, second, ""), 78, 1_010);
    Closed.Nobody nobody = assertInstanceOf(Closed.Nobody.class, auctioneer.poll(1_010).getFirst());
    auctioneer.forget(JOB.id());
    return nobody;
  }

  @Test
  void shouldSayThatNobodyIsInReach() {
    open();
    assertEquals("no capable node in reach",
        assertInstanceOf(Closed.Nobody.class, auctioneer.poll(1_000).getFirst()).why());
  }

  @Test
  void shouldStopCallingWhenItIsAbandoned() {
    open(FIRST, SECOND);
    bid(FIRST, 20, 1_010);
    auctioneer.forget(JOB.id());
    assertEquals(List.of(2L), mesh.abandoned);
    assertTrue(auctioneer.poll(10_000).isEmpty());
    assertEquals(Long.MAX_VALUE, auctioneer.nextPollMs());
  }

  /** Found over LoRa: the window that waits for new sessions outlasted the bids of those that had one. */
  @Test
  void shouldNotKeepABidWaitingUntilItExpires() {
    mesh.expectedMs.put(FIRST, 10L);
    mesh.expectedMs.put(SECOND, 15_000L);
    auctioneer.open(JOB, List.of(FIRST, SECOND), 600_000, 0);
    assertEquals(60_000, auctioneer.nextPollMs());
    auctioneer.onBid(MarketFixtures.identity(9).id(), MarketFixtures.bid(JOB.id(), 1, 5, 100), 76, 900);
    assertEquals(60_000, auctioneer.nextPollMs());
    auctioneer.onBid(FIRST, new Bid(JOB.id(), 1, 5, 0, 10, 8_000, Lease.MAX_MS), 77, 1_000);
    assertEquals(5_000, auctioneer.nextPollMs());
    auctioneer.onBid(FIRST, new Bid(JOB.id(), 1, 5, 0, 10, 1, Lease.MAX_MS), 78, 1_001);
    assertEquals(5_000, auctioneer.nextPollMs());
    assertEquals(FIRST, assertInstanceOf(Closed.Won.class, auctioneer.poll(5_000).getFirst()).worker());
  }

  @Test
  void shouldWaitLongerForSlowerWaysButNotBeyondTheDeadline() {
    mesh.expectedMs.put(FIRST, 2_000L);
    auctioneer.open(JOB, List.of(FIRST), 60_000, 0);
    assertEquals(8_000, auctioneer.nextPollMs());
    auctioneer.forget(JOB.id());
    auctioneer.open(JOB, List.of(FIRST), 4_000, 0);
    assertEquals(2_000, auctioneer.nextPollMs());
  }
}
