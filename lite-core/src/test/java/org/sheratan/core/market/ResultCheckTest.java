package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.wire.Outcome.Completed;
import org.sheratan.core.wire.Receipts;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.secure.Identity;

class ResultCheckTest {
  private static final Bytes NETWORK = Bytes.utf8("net");
  private static final Json.Obj RESULT = Json.Obj.EMPTY.with("ok", true);

  private final ResultCheck check = new ResultCheck(MarketFixtures.OWNER.id(), NETWORK);
  private final Job job = awarded();

  private static Job awarded() {
    Job open = JobMachine
        .step(MarketFixtures.jobOf(MarketFixtures.JOB, 50), new JobEvent.AuctionOpened(), true).job();
    return JobMachine.step(open, new JobEvent.Awarded(MarketFixtures.WORKER.id(), 10, 1, 0.5), true).job();
  }

  private static Receipt receipt(Identity worker, JobId id, int attempt, long priceMicros, Bytes network) {
    Receipt draft = new Receipt(MarketFixtures.OWNER.id(), id, attempt, CanonicalJson.sha256(RESULT), 1,
        priceMicros,
        worker.id(), 1, 1, 0, WallQuality.NONE, Bytes.EMPTY);
    return Receipts.sign(worker, network, draft);
  }

  private Optional<String> problem(Receipt receipt) {
    return check.problem(job, new Completed(RESULT, Optional.of(receipt)));
  }

  @Test
  void shouldAcceptExactlyWhatWasAgreed() {
    assertTrue(problem(receipt(MarketFixtures.WORKER, job.id(), 1, 10, NETWORK)).isEmpty());
  }

  /** Found by a reader: with the receipt and two names it fits no message to the owner, and the heir ended over it. */
  @Test
  void shouldRefuseADeputysResultThatCannotBeHandedOn() {
    JobId of = new JobId(MarketFixtures.OTHER.id().shortName(), 1, 7);
    Job deputy = JobMachine.step(JobMachine.step(
        Job.accepted(job.id(), job.spec(), JobNotes.NONE.with(Custody.standingIn(of)), 0),
        new JobEvent.AuctionOpened(), true).job(),
        new JobEvent.Awarded(MarketFixtures.WORKER.id(), 10, 1, 0.5), true).job();
    for (int bytes : new int[]{65_000, 65_400}) {
      Json.Obj result = Json.Obj.EMPTY.with("content", "x".repeat(bytes));
      Receipt receipt = Receipts.sign(MarketFixtures.WORKER, NETWORK,
          new Receipt(MarketFixtures.OWNER.id(), job.id(), 1, CanonicalJson.sha256(result), 1, 10,
              MarketFixtures.WORKER.id(), 1, 1, 0, WallQuality.NONE, Bytes.EMPTY));
      Completed done = new Completed(result, Optional.of(receipt));
      assertEquals(Optional.empty(), check.problem(job, done));
      assertEquals(
          bytes == 65_000
              ? Optional.empty()
              : Optional.of("the result is too long to be handed on to " + of.owner()),
          check.problem(deputy, done));
    }
  }

  @Test
  void shouldRefuseEveryDifference() {
    assertEquals(Optional.of("no receipt"), check.problem(job, new Completed(RESULT, Optional.empty())));
    assertEquals(Optional.of("the receipt is for another job"),
        problem(receipt(MarketFixtures.WORKER, MarketFixtures.job(9), 1, 10, NETWORK)));
    assertEquals(Optional.of("the receipt is for another job"),
        problem(receipt(MarketFixtures.WORKER, job.id(), 2, 10, NETWORK)));
    assertEquals(Optional.of("the receipt asks 11 micros, agreed were 10"),
        problem(receipt(MarketFixtures.WORKER, job.id(), 1, 11, NETWORK)));
    assertEquals(Optional.of("the receipt is another worker's"),
        problem(receipt(MarketFixtures.OTHER, job.id(), 1, 10, NETWORK)));
    assertEquals(Optional.of("the receipt's signature is wrong"),
        problem(receipt(MarketFixtures.WORKER, job.id(), 1, 10, Bytes.utf8("other"))));
    Receipt good = receipt(MarketFixtures.WORKER, job.id(), 1, 10, NETWORK);
    assertEquals(Optional.of("the receipt is for another result"),
        check.problem(job, new Completed(RESULT.with("ok", false), Optional.of(good))));
  }
}
