package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.wire.Outcome;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

class JobEndsTest {
  private final World world = new World(5);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode worker = world.add("worker", Settings.worker(1, 10), "quick", "slow", "rejects",
      "fails",
      "huge");

  @Test
  void shouldReachTheWorkerWithACancellation() {
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !worker.started.isEmpty());
    Job cancelled = assertInstanceOf(Answer.OneJob.class, owner.answer(new Command.Cancel(id))).job();
    assertEquals(JobState.CANCELLED, cancelled.state());
    world.run(500);
    assertEquals(1, worker.stopped.size());
    assertEquals(0, worker.status().running());
    world.run(1_000);
    assertTrue(worker.store.under("work/").isEmpty());
    Answer again = owner.answer(new Command.Cancel(id));
    assertEquals(Answer.Reason.CONFLICT, assertInstanceOf(Answer.Refused.class, again).reason());
  }

  @Test
  void shouldExpireAtItsDeadlineAndStopTheWorker() {
    JobSpec slow = spec("slow", 5_000, Long.MAX_VALUE, 5);
    JobId id = owner.submit(slow);
    world.await(6_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.EXPIRED, owner.show(id).state());
    world.run(500);
    assertEquals(1, worker.stopped.size());
  }

  @Test
  void shouldFailForGoodWhenNoOtherNodeCouldHelp() {
    JobId id = owner.submit("rejects");
    world.await(3_000, () -> world.witness.ended.containsKey(id));
    Job job = owner.show(id);
    assertEquals(JobState.FAILED, job.state());
    assertEquals("not_found: no such file", job.reason());
    assertEquals(1, job.attempt());
  }

  @Test
  void shouldTryElsewhereWithPausesUntilAttemptsAreUsedUp() {
    JobId id = owner.submit(spec("fails", 300_000, Long.MAX_VALUE, 3));
    world.run(1_000);
    assertEquals(JobState.PENDING, owner.show(id).state());
    assertEquals("io: disk", owner.show(id).reason());
    world.await(60_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.FAILED, owner.show(id).state());
    assertEquals(3, worker.started.size());
  }

  @Test
  void shouldSayWhichLimitAResultBroke() {
    JobId id = owner.submit("huge");
    world.await(3_000, () -> world.witness.ended.containsKey(id));
    assertEquals("result_too_large: the result exceeds 65536 bytes", owner.show(id).reason());
  }

  @Test
  void shouldKeepWaitingAndSayWhyWhenEveryBidIsTooDear() {
    JobId id = owner.submit(spec("quick", 20_000, 5, 5));
    world.run(2_000);
    Job job = owner.show(id);
    assertEquals(JobState.PENDING, job.state());
    assertTrue(job.reason().contains("declined: asks 10 micros"), job.reason());
    world.await(20_000, () -> world.witness.ended.containsKey(id));
    assertTrue(owner.show(id).reason().contains("declined: asks 10 micros"), owner.show(id).reason());
  }

  @Test
  void shouldIgnoreAResultFromANodeThatHoldsNoAward() {
    WorldNode stranger = world.add("stranger", Settings.submitter());
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !worker.started.isEmpty());
    stranger.mesh.send(owner.id(), forged(stranger, id, 10), Priority.NORMAL, 5_000, Mesh.UNPROMPTED);
    stranger.turn();
    world.run(1_000);
    assertEquals(JobState.WORKING, owner.show(id).state());
    assertEquals(0, world.witness.count("taken"));
  }

  @Test
  void shouldCountABadReceiptAsAFailedAttempt() {
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !worker.started.isEmpty());
    worker.mesh.send(owner.id(), forged(worker, id, 11), Priority.NORMAL, 5_000, Mesh.UNPROMPTED);
    worker.turn();
    world.run(100);
    Job job = owner.show(id);
    assertEquals(JobState.PENDING, job.state());
    assertEquals("bad_receipt: the receipt asks 11 micros, agreed were 10", job.reason());
    assertEquals(1, world.witness.count("BAD_RECEIPT"));
  }

  @Test
  void shouldTakeARepeatedResultOnce() {
    JobId id = owner.submit("quick");
    world.await(3_000, () -> world.witness.ended.containsKey(id));
    Job job = owner.show(id);
    Bytes again = WireCodec
        .encode(new WireMessage.Result(id, 1, new Outcome.Completed(job.result().orElseThrow(),
            job.receipt())), worker.id(), owner.id());
    worker.mesh.send(owner.id(), again, Priority.NORMAL, 5_000, Mesh.UNPROMPTED);
    worker.turn();
    world.run(1_000);
    assertEquals(0, owner.show(id).lateResults());
    assertEquals(1, world.witness.count("taken"));
  }

  /** A result with a receipt that {@code signer} signed itself, as {@code signer}. */
  private Bytes forged(WorldNode signer, JobId id, long priceMicros) {
    Json.Obj result = Json.Obj.EMPTY.with("ok", "really");
    Receipt draft = new Receipt(owner.id(), id, 1, org.sheratan.core.json.CanonicalJson.sha256(result), 1,
        priceMicros,
        signer.id(), 1, 1, 0, org.sheratan.kernel.WallQuality.NONE, Bytes.EMPTY);
    Receipt signed = org.sheratan.core.wire.Receipts.sign(signer.identity, World.NETWORK, draft);
    return WireCodec.encode(
        new WireMessage.Result(id, 1, new Outcome.Completed(result, java.util.Optional.of(signed))),
        signer.id(), owner.id());
  }

  private static JobSpec spec(String kind, long timeoutMs, long maxPriceMicros, int maxAttempts) {
    JobSpec plain = JobSpec.of(kind, Json.Obj.EMPTY);
    return new JobSpec(kind, plain.params(), Priority.NORMAL, timeoutMs, plain.needs(), maxPriceMicros,
        maxAttempts,
        false, plain.idempotencyKey());
  }
}
