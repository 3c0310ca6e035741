package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.market.Auctioneer.Closed.Won;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.wire.WireMessage.Award;
import org.sheratan.core.wire.WireMessage.Cancel;
import org.sheratan.core.wire.WireMessage.LeaseExtended;
import org.sheratan.core.wire.WireMessage.Progress;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;

class AwardsTest {
  private static final NodeId WORKER = MarketFixtures.WORKER.id();
  private static final Won WON = new Won(MarketFixtures.JOB, 1, 1, WORKER,
      MarketFixtures.bid(MarketFixtures.JOB, 1, 10, 100), 1_000, 1);

  private final QuietMesh mesh = new QuietMesh(MarketFixtures.OWNER.id());
  private final Awards awards = new Awards(new Post(mesh));
  private final Job job = awarded();

  private static Job awarded() {
    Job open = JobMachine
        .step(MarketFixtures.jobOf(MarketFixtures.JOB, 50), new JobEvent.AuctionOpened(), true).job();
    return JobMachine.step(open, new JobEvent.Awarded(WORKER, 10, 1, 0.5), true).job();
  }

  private void give(long nowMs) {
    mesh.expectedMs.put(WORKER, 10L);
    awards.give(job, WON, 6_000, nowMs);
  }

  @Test
  void shouldCountTheLeaseFromTheBid() {
    give(1_200);
    Award award = mesh.only(Award.class);
    assertEquals(6_000, award.leaseMs());
    assertEquals(1, award.attempt());
    assertEquals(1_000 + 6_000 + 60, awards.nextPollMs());
    assertTrue(awards.lost(7_059).isEmpty());
    assertEquals(List.of(job.id()), awards.lost(7_060));
  }

  @Test
  void shouldGiveTheCheckpointAlong() {
    Interim said = Interim.checkpoint("half", Bytes.hex("0102"));
    Job half = JobMachine.step(job, new JobEvent.Progressed(1, 0.5, said, 9), true).job();
    mesh.expectedMs.put(WORKER, 1_500L);
    awards.give(half, WON, 6_000, 1_200);
    assertEquals(Bytes.hex("0102"), mesh.only(Award.class).checkpoint());
    mesh.expectedMs.put(WORKER, 1_501L);
    awards.give(half, WON, 6_000, 1_200);
    assertEquals(Bytes.EMPTY, mesh.only(Award.class).checkpoint(), "it would eat up the lease");
  }

  @Test
  void shouldLeaveOutACheckpointThatDoesNotFit() {
    StringBuilder noise = new StringBuilder();
    SeededEntropy entropy = new SeededEntropy(1);
    while (noise.length() < 62_000) {
      noise.append((char) ('!' + entropy.nextInt(90)));
    }
    Job open = JobMachine
        .step(MarketFixtures.jobOf(MarketFixtures.JOB, 50), new JobEvent.AuctionOpened(), true)
        .job();
    Job large = JobMachine.step(open, new JobEvent.Awarded(WORKER, 10, 1, 0.5), true).job();
    large = JobMachine.step(large, new JobEvent.Progressed(1, 0.5,
        Interim.checkpoint("", Bytes.copyOf(new byte[Interim.MAX_CHECKPOINT_BYTES])), 9), true).job();
    large = new Job(large.id(), JobSpec.of("hash", Json.Obj.EMPTY.with("path", noise.toString())),
        large.state(), large.attempt(), large.bids(), large.reassigned(), large.worker(), large.priceMicros(),
        large.progress(), "", large.result(), large.receipt(), 0, 0, 0, 0, large.history(), large.notes());
    mesh.expectedMs.put(WORKER, 10L);
    awards.give(large, WON, 6_000, 1_200);
    assertEquals(Bytes.EMPTY, mesh.only(Award.class).checkpoint());
  }

  @Test
  void shouldChooseALeaseThatOutlastsTheWayOfTheAward() {
    mesh.expectedMs.put(WORKER, 1_000L);
    assertEquals(12_000 + 5_000, awards.leaseMs(job, WON, 6_000));
    mesh.expectedMs.put(WORKER, 100_000L);
    assertEquals(Lease.MAX_MS, awards.leaseMs(job, WON, 6_000));
  }

  @Test
  void shouldExtendFromTheReceiptOfARequest() {
    give(1_200);
    mesh.take();
    assertTrue(awards.onProgress(WORKER, new Progress(job.id(), 1, 100, 3), 55, 4_000));
    LeaseExtended extended = mesh.only(LeaseExtended.class);
    assertEquals(3, extended.renewal());
    assertEquals(4_000 + 6_060, awards.nextPollMs());
    assertEquals(List.of(1L), mesh.confirmed);
  }

  @Test
  void shouldNotExtendWithoutBeingAsked() {
    give(1_200);
    mesh.take();
    assertTrue(awards.onProgress(WORKER, new Progress(job.id(), 1, 100, 0), 55, 4_000));
    assertTrue(mesh.take().isEmpty());
    assertEquals(7_060, awards.nextPollMs());
  }

  @Test
  void shouldTellAWorkerWithoutALeaseToStop() {
    give(1_200);
    mesh.take();
    assertFalse(awards.onProgress(MarketFixtures.OTHER.id(), new Progress(job.id(), 1, 100, 1), 55, 4_000));
    assertEquals(new Cancel(job.id(), 1), mesh.only(Cancel.class));
    assertFalse(awards.onProgress(WORKER, new Progress(job.id(), 7, 100, 1), 56, 4_000));
    assertEquals(new Cancel(job.id(), 7), mesh.only(Cancel.class));
    awards.release(job.id());
    assertFalse(awards.onProgress(WORKER, new Progress(job.id(), 1, 100, 1), 57, 4_000));
  }

  @Test
  void shouldCountARestoredLeaseInFull() {
    awards.restore(job, 6_000, 100_000);
    assertEquals(106_060, awards.nextPollMs());
    assertTrue(mesh.take().isEmpty());
  }

  @Test
  void shouldTellTheWorkerOfACancellationAndForget() {
    give(1_200);
    mesh.take();
    awards.cancel(job);
    assertEquals(new Cancel(job.id(), 1), mesh.only(Cancel.class));
    awards.release(job.id());
    assertEquals(List.of(1L), mesh.abandoned);
    awards.cancel(job);
    assertTrue(mesh.take().isEmpty());
    assertEquals(Long.MAX_VALUE, awards.nextPollMs());
  }
}
