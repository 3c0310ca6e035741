package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.wire.DeclineReason;
import org.sheratan.core.wire.Outcome;
import org.sheratan.core.wire.Receipts;
import org.sheratan.core.wire.RefusalReason;
import org.sheratan.core.wire.WireMessage.Award;
import org.sheratan.core.wire.WireMessage.Bid;
import org.sheratan.core.wire.WireMessage.Call;
import org.sheratan.core.wire.WireMessage.Cancel;
import org.sheratan.core.wire.WireMessage.Decline;
import org.sheratan.core.wire.WireMessage.LeaseExtended;
import org.sheratan.core.wire.WireMessage.Progress;
import org.sheratan.core.wire.WireMessage.Refusal;
import org.sheratan.core.wire.WireMessage.Result;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

class WorkerTest {
  private static final NodeId OWNER = MarketFixtures.OWNER.id();
  private static final Bytes NETWORK = Bytes.utf8("net");
  private static final JobId JOB = MarketFixtures.JOB;

  private final QuietMesh mesh = new QuietMesh(MarketFixtures.WORKER.id());
  private final MemoryDurable durable = new MemoryDurable();
  private final List<ToolOrder> starts = new ArrayList<>();
  private final List<ToolOrder> stops = new ArrayList<>();
  private Worker worker;

  @BeforeEach
  void begin() {
    mesh.expectedMs.put(OWNER, 10L);
    worker = worker(1, 1);
  }

  private Worker worker(int places, int waiting) {
    Hands hands = new Hands() {
      @Override
      public void start(ToolOrder order) {
        starts.add(order);
      }

      @Override
      public void stop(ToolOrder order) {
        stops.add(order);
      }
    };
    return new Worker(new Post(mesh), MarketFixtures.terms(places, waiting), MarketFixtures.TOOLS,
        new ReceiptWriter(MarketFixtures.WORKER, NETWORK, () -> 1), durable, new SeededEntropy(1), hands,
        JobObserver.NONE);
  }

  private void bid(JobId job, long nowMs) {
    worker.onCall(OWNER, MarketFixtures.call(job, 1), 5, nowMs);
  }

  /** Bids at {@code nowMs}, is awarded at once, and has its tool running. */
  private ToolOrder run(JobId job, long nowMs) {
    bid(job, nowMs);
    worker.onAward(OWNER, MarketFixtures.award(job, 1, 1), 6, nowMs);
    mesh.take();
    ToolOrder order = starts.getLast();
    assertTrue(worker.mayStart(order, nowMs));
    return order;
  }

  private ToolEvent.Finished finished(JobId job) {
    return new ToolEvent.Finished(job, 1, Json.Obj.EMPTY.with("ok", true), 9);
  }

  @Test
  void shouldAnswerACallWithABindingBid() {
    bid(JOB, 100);
    QuietMesh.Sent sent = mesh.take().getFirst();
    Bid bid = assertInstanceOf(Bid.class, sent.message());
    assertEquals(10, bid.priceMicros());
    assertEquals(0, bid.queueLength());
    assertEquals(3_000, bid.expiryMs());
    assertEquals(5, sent.answers());
  }

  @Test
  void shouldRefuseAnAwardOfAnotherKindThanItBidFor() {
    bid(JOB, 100);
    mesh.take();
    worker.onAward(OWNER,
        new Award(JOB, 1, 1, "write_file", Json.Obj.EMPTY, 6_000, 10, 65_536, Priority.NORMAL),
        6, 200);
    Refusal refusal = assertInstanceOf(Refusal.class, mesh.take().getFirst().message());
    assertEquals(RefusalReason.OTHER, refusal.reason());
    assertTrue(starts.isEmpty());
  }

  @Test
  void shouldIgnoreAnAwardWhoseCancelledToolHasNotEnded() {
    worker = worker(2, 1);
    run(JOB, 100);
    worker.onCancel(OWNER, new Cancel(JOB, 1), 200);
    worker.onCall(OWNER, MarketFixtures.call(JOB, 2), 5, 300);
    mesh.take();
    worker.onAward(OWNER, MarketFixtures.award(JOB, 2, 1), 6, 400);
    assertEquals(1, starts.size());
    assertEquals(1, worker.running());
    worker.onTool(finished(JOB), Now.monotonic(500));
    assertTrue(mesh.take().isEmpty());
  }

  @Test
  void shouldBidOnceARound() {
    bid(JOB, 100);
    mesh.take();
    bid(JOB, 200);
    bid(JOB, 60_000);
    assertTrue(mesh.take().isEmpty());
    worker.onCall(OWNER, MarketFixtures.call(JOB, 2), 5, 60_000);
    assertInstanceOf(Bid.class, mesh.take().getFirst().message());
  }

  @Test
  void shouldReserveAPlaceForEachBidUntilItExpires() {
    worker = worker(1, 3);
    run(JOB, 0);
    worker.onTool(finished(JOB), Now.monotonic(50));
    mesh.take();
    bid(MarketFixtures.job(5), 100);
    bid(MarketFixtures.job(2), 100);
    bid(MarketFixtures.job(3), 100);
    List<QuietMesh.Sent> sent = mesh.take();
    assertEquals(1, assertInstanceOf(Bid.class, sent.get(1).message()).queueLength());
    assertEquals(DeclineReason.BUSY, assertInstanceOf(Decline.class, sent.get(2).message()).reason());
    bid(MarketFixtures.job(4), 3_100);
    assertInstanceOf(Bid.class, mesh.take().getFirst().message());
  }

  @Test
  void shouldHaveItsPlaceBackWhenAnotherIsAwarded() {
    worker = worker(1, 0);
    bid(JOB, 100);
    mesh.take();
    bid(MarketFixtures.job(2), 110);
    assertEquals(DeclineReason.BUSY, mesh.only(Decline.class).reason());
    worker.onCancel(OWNER, Cancel.ofBid(JOB, 1), 120);
    bid(MarketFixtures.job(3), 130);
    assertInstanceOf(Bid.class, mesh.take().getFirst().message());
  }

  @Test
  void shouldLeaveAJobThatRunsWhenABidForItIsGivenBack() {
    worker = worker(1, 1);
    run(JOB, 100);
    worker.onCancel(OWNER, Cancel.ofBid(JOB, 1), 200);
    assertEquals(1, worker.running());
    worker.onTool(finished(JOB), Now.monotonic(300));
    assertFalse(mesh.take().isEmpty(), "its result is reported");
  }

  @Test
  void shouldKeepHalfOfItsPlacesFromMembersThatCallWithoutEverAwarding() {
    worker = worker(2, 2);
    run(JOB, 100);
    worker.onTool(finished(JOB), Now.monotonic(200));
    mesh.take();
    int bids = 0;
    for (int enemy = 10; enemy < 30; enemy++) {
      NodeId id = MarketFixtures.identity(enemy).id();
      for (int job = 1; job <= 10; job++) {
        worker.onCall(id, MarketFixtures.call(new JobId(id.shortName(), 1, job), 1), 5, 1_000);
        bids += mesh.take().getFirst().message() instanceof Bid ? 1 : 0;
      }
    }
    assertEquals(2, bids);
    bid(MarketFixtures.job(2), 1_000);
    assertInstanceOf(Bid.class, mesh.take().getFirst().message());
    bid(MarketFixtures.job(3), 1_000);
    assertInstanceOf(Bid.class, mesh.take().getFirst().message());
  }

  @Test
  void shouldDeclineWithAReason() {
    assertEquals(DeclineReason.NOT_CAPABLE,
        decline(new Call(JOB, 1, "dance", 10, List.of(), 60_000, 100, 65_536,
            Priority.NORMAL)));
    assertEquals(DeclineReason.NOT_CAPABLE,
        decline(new Call(JOB, 2, "hash", 10, List.of("gpu:80G"), 60_000, 100,
            65_536, Priority.NORMAL)));
    assertEquals(DeclineReason.PRICE, decline(new Call(JOB, 3, "hash", 10, List.of(), 60_000, 9, 65_536,
        Priority.NORMAL)));
    assertEquals(DeclineReason.DEADLINE, decline(new Call(JOB, 4, "hash", 10, List.of(), 50, 100, 65_536,
        Priority.NORMAL)));
    worker.stop();
    assertEquals(DeclineReason.STOPPING, decline(MarketFixtures.call(JOB, 5)));
  }

  private DeclineReason decline(Call call) {
    worker.onCall(OWNER, call, 5, 100);
    return mesh.only(Decline.class).reason();
  }

  @Test
  void shouldHonorItsBidsButMakeNoNewOnesWhileItsDiskIsNearlyFull() {
    bid(JOB, 100);
    mesh.take();
    worker.accepting(false);
    assertEquals(DeclineReason.STOPPING, decline(MarketFixtures.call(MarketFixtures.job(2), 1)));
    worker.onAward(OWNER, MarketFixtures.award(JOB, 1, 1), 6, 200);
    assertEquals(1, starts.size());
  }

  @Test
  void shouldNotBidForAJobOfAnotherThanTheSender() {
    worker.onCall(MarketFixtures.OTHER.id(), MarketFixtures.call(JOB, 1), 5, 100);
    assertTrue(mesh.take().isEmpty());
  }

  @Test
  void shouldJournalStartedBeforeTheToolRuns() {
    bid(JOB, 100);
    worker.onAward(OWNER, MarketFixtures.award(JOB, 1, 1), 6, 200);
    assertEquals(2, durable.records.get("work/" + JOB + "/1").at(0));
    assertEquals(List.of(new ToolOrder(JOB, 1, "hash", Json.Obj.EMPTY)), starts);
  }

  @Test
  void shouldRefuseAnAwardThatItIsNotBoundTo() {
    assertEquals(RefusalReason.UNKNOWN, refusal(MarketFixtures.award(JOB, 1, 1), 100));
    bid(JOB, 100);
    mesh.take();
    assertEquals(RefusalReason.LEASE_TOO_LATE, refusal(MarketFixtures.award(JOB, 1, 1), 3_100));
    bid(MarketFixtures.job(2), 100);
    mesh.take();
    assertEquals(RefusalReason.OTHER,
        refusal(MarketFixtures.award(MarketFixtures.job(2), 1, 1, Json.Obj.EMPTY, 9),
            200));
    bid(MarketFixtures.job(3), 4_000);
    mesh.take();
    assertEquals(RefusalReason.INVALID, refusal(
        MarketFixtures.award(MarketFixtures.job(3), 1, 1, Json.Obj.EMPTY.with("bad", true), 10), 4_100));
    assertTrue(starts.isEmpty());
    assertTrue(durable.records.isEmpty());
  }

  private RefusalReason refusal(Award award, long nowMs) {
    worker.onAward(OWNER, award, 6, nowMs);
    return mesh.only(Refusal.class).reason();
  }

  @Test
  void shouldTakeARepeatedAwardOnce() {
    run(JOB, 100);
    worker.onAward(OWNER, MarketFixtures.award(JOB, 1, 1), 6, 200);
    assertEquals(1, starts.size());
    worker.onTool(finished(JOB), Now.monotonic(300));
    worker.onAward(OWNER, MarketFixtures.award(JOB, 1, 1), 6, 400);
    assertEquals(1, starts.size());
    assertEquals(1, mesh.take().size());
  }

  @Test
  void shouldStopWhenItsLeaseEndsCountedFromTheBid() {
    bid(JOB, 100);
    worker.onAward(OWNER, MarketFixtures.award(JOB, 1, 1), 6, 2_000);
    assertTrue(worker.mayStart(starts.getFirst(), 2_000));
    long endMs = 100 + 6_000 - 120;
    worker.poll(endMs - 1);
    assertTrue(stops.isEmpty());
    mesh.take();
    worker.poll(endMs);
    assertEquals(1, stops.size());
    assertEquals(new Outcome.Unknown(), mesh.only(Result.class).outcome());
    worker.onTool(finished(JOB), Now.monotonic(endMs + 5));
    assertTrue(mesh.take().isEmpty());
    assertEquals(0, worker.running());
  }

  @Test
  void shouldRenewFromWhenItAsked() {
    run(JOB, 100);
    worker.poll(1_600);
    Progress request = mesh.only(Progress.class);
    assertEquals(1, request.renewal());
    worker.poll(3_100);
    assertEquals(2, mesh.only(Progress.class).renewal());
    worker.onLeaseExtended(OWNER, new LeaseExtended(JOB, 1, 1, 6_000), 9);
    worker.poll(1_600 + 5_879);
    assertTrue(stops.isEmpty());
    worker.poll(1_600 + 5_880);
    assertEquals(1, stops.size());
  }

  @Test
  void shouldNotBelieveAnExtensionItDidNotAskFor() {
    run(JOB, 100);
    worker.onLeaseExtended(OWNER, new LeaseExtended(JOB, 1, 4, 100_000), 9);
    worker.onLeaseExtended(MarketFixtures.OTHER.id(), new LeaseExtended(JOB, 1, 1, 6_000), 9);
    worker.poll(100 + 5_880);
    assertEquals(1, stops.size());
  }

  @Test
  void shouldTellProgressAtOnceThenSparingly() {
    run(JOB, 100);
    worker.onTool(new ToolEvent.Progressed(JOB, 1, 0.1), Now.monotonic(200));
    assertEquals(100, mesh.only(Progress.class).donePermille());
    worker.onTool(new ToolEvent.Progressed(JOB, 1, 0.2), Now.monotonic(210));
    assertTrue(mesh.take().isEmpty());
    worker.onTool(new ToolEvent.Progressed(JOB, 1, 0.3), Now.monotonic(950));
    assertEquals(300, mesh.only(Progress.class).donePermille());
  }

  @Test
  void shouldGiveItsToolTheCheckpointAndBringHomeTheNext() {
    bid(JOB, 100);
    worker.onAward(OWNER, MarketFixtures.award(JOB, 1, 1).from(Bytes.hex("05")), 6, 100);
    mesh.take();
    ToolOrder order = starts.getLast();
    assertEquals(Bytes.hex("05"), order.checkpoint());
    assertTrue(worker.mayStart(order, 100));
    Interim said = Interim.checkpoint("on", Bytes.hex("06"));
    worker.onTool(new ToolEvent.Progressed(JOB, 1, 0.5, said), Now.monotonic(200));
    mesh.take();
    assertEquals(200, worker.nextPollMs());
    worker.poll(200);
    QuietMesh.Sent sent = mesh.take().getFirst();
    assertEquals(new Progress(JOB, 1, 500, 0, said), sent.message());
    worker.onUndelivered(sent.ticket(), 300);
    worker.onTool(finished(JOB), Now.monotonic(400));
    assertInstanceOf(Result.class, mesh.take().getFirst().message());
    worker.poll(20_000);
    assertTrue(mesh.take().isEmpty(), "the result says it all");
  }

  @Test
  void shouldNotStartWhatWasCancelledBeforeItsCommit() {
    bid(JOB, 100);
    worker.onAward(OWNER, MarketFixtures.award(JOB, 1, 1), 6, 200);
    worker.onCancel(OWNER, new Cancel(JOB, 1), 210);
    assertFalse(worker.mayStart(starts.getFirst(), 220));
    assertTrue(stops.isEmpty());
    assertTrue(durable.records.isEmpty());
    assertEquals(0, worker.running());
  }

  @Test
  void shouldNotStartAfterItsLease() {
    bid(JOB, 100);
    worker.onAward(OWNER, MarketFixtures.award(JOB, 1, 1), 6, 200);
    mesh.take();
    assertFalse(worker.mayStart(starts.getFirst(), 6_000));
    worker.poll(6_000);
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, mesh.only(Result.class).outcome());
    assertTrue(failed.retryElsewhere());
  }

  @Test
  void shouldStopOnTheOwnersWordOnly() {
    run(JOB, 100);
    worker.onCancel(MarketFixtures.OTHER.id(), new Cancel(JOB, 1), 200);
    assertTrue(stops.isEmpty());
    worker.onCancel(OWNER, new Cancel(JOB, 1), 200);
    assertEquals(1, stops.size());
    assertTrue(durable.records.isEmpty());
  }

  @Test
  void shouldRunWaitingAwardsInOrderOnceAPlaceIsReallyFree() {
    run(JOB, 100);
    bid(MarketFixtures.job(2), 100);
    worker.onAward(OWNER, MarketFixtures.award(MarketFixtures.job(2), 1, 1), 6, 200);
    assertEquals(1, durable.records.get("work/" + MarketFixtures.job(2) + "/1").at(0));
    worker.onCancel(OWNER, new Cancel(JOB, 1), 300);
    assertEquals(1, starts.size());
    worker.onTool(new ToolEvent.Failed(JOB, 1, "stopped", "", true), Now.monotonic(400));
    assertEquals(2, starts.size());
  }

  @Test
  void shouldBringASignedReceiptAndKeepItUntilItIsDelivered() {
    run(JOB, 100);
    worker.onTool(finished(JOB), Now.monotonic(200));
    QuietMesh.Sent sent = mesh.take().getFirst();
    Outcome.Completed done = assertInstanceOf(Outcome.Completed.class,
        assertInstanceOf(Result.class, sent.message()).outcome());
    assertTrue(Receipts.verify(done.receipt().orElseThrow(), NETWORK));
    assertEquals(10, done.receipt().orElseThrow().priceMicros());
    assertEquals(9, done.receipt().orElseThrow().units());
    assertEquals(3, durable.records.get("work/" + JOB + "/1").at(0));
    worker.onUndelivered(sent.ticket(), 31_000);
    worker.poll(32_000);
    QuietMesh.Sent again = mesh.take().getFirst();
    assertEquals(sent.message(), again.message());
    worker.onDelivered(again.ticket(), 33_000);
    assertTrue(durable.records.isEmpty());
  }

  @Test
  void shouldSendAWaitingResultWhenItsOwnerIsHeardAgain() {
    run(JOB, 100);
    worker.onTool(finished(JOB), Now.monotonic(200));
    worker.onUndelivered(mesh.take().getFirst().ticket(), 31_000);
    worker.onHeard(MarketFixtures.OTHER.id(), 31_010);
    worker.poll(31_010);
    assertTrue(mesh.take().isEmpty());
    worker.onHeard(OWNER, 31_020);
    worker.poll(31_020);
    assertEquals(1, mesh.take().size());
  }

  @Test
  void shouldSayThatNobodyKnowsWhereAToolIsLost() {
    run(JOB, 100);
    worker.onTool(new ToolEvent.Lost(JOB, 1), Now.monotonic(200));
    assertEquals(new Outcome.Unknown(), mesh.only(Result.class).outcome());
  }

  @Test
  void shouldSayAfterARestartWhatItCan() {
    run(JOB, 100);
    bid(MarketFixtures.job(2), 100);
    worker.onAward(OWNER, MarketFixtures.award(MarketFixtures.job(2), 1, 1), 6, 200);
    mesh.take();
    worker = worker(1, 1);
    worker.restore();
    List<QuietMesh.Sent> sent = mesh.take();
    assertEquals(new Outcome.Unknown(), ((Result) sent.get(0).message()).outcome());
    Outcome.Failed waiting = assertInstanceOf(Outcome.Failed.class,
        ((Result) sent.get(1).message()).outcome());
    assertEquals("worker_restarted", waiting.code());
    assertTrue(waiting.retryElsewhere());
    sent.forEach(each -> worker.onDelivered(each.ticket(), 300));
    assertTrue(durable.records.isEmpty());
  }

  @Test
  void shouldReportAResultAgainAfterARestart() {
    run(JOB, 100);
    worker.onTool(finished(JOB), Now.monotonic(200));
    Result first = mesh.only(Result.class);
    worker = worker(1, 1);
    worker.restore();
    assertEquals(first, mesh.only(Result.class));
  }

  @Test
  void shouldKeepABoundedNumberOfResults() {
    worker = worker(1, 0);
    for (int job = 1; job <= Reporter.MAX_KEPT + 10; job++) {
      JobId id = MarketFixtures.job(job);
      run(id, job * 10_000L);
      worker.onTool(finished(id), Now.monotonic(job * 10_000L + 10));
    }
    assertEquals(Reporter.MAX_KEPT, durable.records.size());
    assertFalse(durable.records.containsKey("work/" + MarketFixtures.job(10) + "/1"));
    assertTrue(durable.records.containsKey("work/" + MarketFixtures.job(11) + "/1"));
  }

  @Test
  void shouldShowItsLoad() {
    assertEquals(0, worker.loadPercent());
    run(JOB, 100);
    assertEquals(100, worker.loadPercent());
    worker = worker(0, 0);
    assertEquals(100, worker.loadPercent());
    bid(MarketFixtures.job(2), 100);
    assertEquals(DeclineReason.NOT_CAPABLE, mesh.only(Decline.class).reason());
  }
}
