package org.sheratan.core.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobMachine.Outcome;
import org.sheratan.core.mission.JobMachine.Step;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;

class JobMachineTest {
  private static final JobEvent[] EVENTS = {new JobEvent.AuctionOpened(),
      new JobEvent.AuctionClosed(0, "no bids"),
      new JobEvent.Awarded(JobFixtures.WORKER, 7, 2, 0.5), new JobEvent.Progressed(1, 0.5, Interim.NONE, 0),
      JobFixtures.succeeded(1),
      JobFixtures.succeeded(9), new JobEvent.AttemptFailed(1, "io", "disk", false, false),
      new JobEvent.AttemptFailed(1, "bad", "params", true, false),
      new JobEvent.AttemptFailed(1, "bad", "params", true, true), new JobEvent.LeaseLost(1),
      new JobEvent.OutcomeLost(1, "worker restarted"), new JobEvent.CancelAsked(),
      new JobEvent.DeadlinePassed(),
      new JobEvent.OwnerRestarted(), new JobEvent.Approved(JobFixtures.YES, 5),
      new JobEvent.Rejected(JobFixtures.NO), new JobEvent.HoldOver(5_000), new JobEvent.Released(3),
      new JobEvent.NeedLost(JobFixtures.ID, JobState.CANCELLED), new JobEvent.Allowed(JobFixtures.YES),
      new JobEvent.LeftToHeirs(List.of())};

  /** One row per event above; columns as JobState. BUG throws, same state with "." ignored, "+" late. */
  private static final String[] TABLE = {
      // PENDING   AUCTION    WORKING    COMPLETED FAILED CANCELLED EXPIRED UNKNOWN HELD
      "AUCTION    BUG        BUG        BUG BUG BUG BUG BUG BUG", //
      "BUG        PENDING    BUG        BUG BUG BUG BUG BUG BUG", //
      "BUG        WORKING    BUG        BUG BUG BUG BUG BUG BUG", //
      ".          .          PROGRESS   . . . . . .", //
      ".          .          COMPLETED  . + + + + .", //
      ".          .          .          . . . . . .", //
      ".          .          PENDING    . . . . . .", //
      ".          .          PENDING    . . . . . .", //
      ".          .          FAILED     . . . . . .", //
      "BUG        BUG        OUTCOME_UNKNOWN BUG BUG BUG BUG BUG BUG", //
      ".          .          OUTCOME_UNKNOWN . . . . . .", //
      "CANCELLED  CANCELLED  CANCELLED  . . . . . CANCELLED", //
      "EXPIRED    EXPIRED    EXPIRED    . . . . . BUG", //
      ".          PENDING    .          . . . . . .", //
      "BUG        BUG        BUG        BUG BUG BUG BUG BUG PENDING", //
      "BUG        BUG        BUG        BUG BUG BUG BUG BUG FAILED", //
      "BUG        BUG        BUG        BUG BUG BUG BUG BUG EXPIRED", //
      "PENDING    BUG        BUG        . . . . . .", //
      "FAILED     BUG        BUG        . . . . . FAILED", //
      "BUG        BUG        BUG        BUG BUG BUG BUG BUG HELD", //
      "NOTED      NOTED      NOTED      . . . . . ."};

  @Test
  void shouldFollowTheWholeTable() {
    for (int row = 0; row < EVENTS.length; row++) {
      String[] cells = TABLE[row].trim().split(" +");
      for (JobState state : JobState.values()) {
        check(JobFixtures.in(state), EVENTS[row], cells[state.ordinal()]);
      }
    }
  }

  private static void check(Job job, JobEvent event, String cell) {
    String where = job.state() + " takes " + event;
    if (cell.equals("BUG")) {
      assertThrows(IllegalStateException.class, () -> JobMachine.step(job, event, false), where);
      return;
    }
    Step step = JobMachine.step(job, event, false);
    switch (cell) {
      case "." -> {
        assertEquals(Outcome.IGNORED, step.outcome(), where);
        assertSame(job, step.job(), where);
      }
      case "+" -> {
        assertEquals(Outcome.LATE, step.outcome(), where);
        assertEquals(job.state(), step.job().state(), where);
        assertEquals(job.lateResults() + 1, step.job().lateResults(), where);
        assertEquals(job.result(), step.job().result(), where);
      }
      case "NOTED" -> {
        assertEquals(Outcome.NOTED, step.outcome(), where);
        assertEquals(job.state(), step.job().state(), where);
      }
      case "PROGRESS" -> assertEquals(Outcome.PROGRESSED, step.outcome(), where);
      default -> {
        assertEquals(Outcome.MOVED, step.outcome(), where);
        assertEquals(JobState.valueOf(cell), step.job().state(), where);
      }
    }
  }

  @Test
  void shouldReachExactlyOneTerminalStateWhateverHappens() {
    SeededEntropy entropy = new SeededEntropy(42);
    for (int run = 0; run < 20_000; run++) {
      Job job = Job.accepted(JobFixtures.ID, JobFixtures.spec(1 + entropy.nextInt(3), entropy.chance(0.5)),
          JobNotes.NONE, 0);
      Optional<JobState> end = Optional.empty();
      for (int turn = 0; turn < 30; turn++) {
        JobEvent event = EVENTS[entropy.nextInt(EVENTS.length)];
        try {
          job = JobMachine.step(job, event, entropy.chance(0.5)).job();
        } catch (IllegalStateException refused) {
          continue;
        }
        if (end.isPresent()) {
          assertEquals(end.get(), job.state(), "run " + run);
        } else if (job.state().terminal()) {
          end = Optional.of(job.state());
        }
        assertTrue(job.attempt() <= job.spec().maxAttempts(), "run " + run);
      }
    }
  }

  /** Found by a reader: the job named the worker and the price of the attempt that its owner had given up. */
  @Test
  void shouldNameWhoDidItInItsPlace() {
    NodeId other = JobFixtures.node(9);
    Receipt receipt = new Receipt(JobFixtures.node(8), new JobId("bbbbbbbb", 1, 1), 1, Bytes.EMPTY, 1, 99,
        other, 1,
        1, 0, WallQuality.NONE, Bytes.EMPTY);
    for (Job job : List.of(JobFixtures.pending(), JobFixtures.working())) {
      Job done = JobMachine
          .step(job, new JobEvent.StoodIn(receipt.job(), JobFixtures.RESULT, receipt), false).job();
      assertEquals(Optional.of(other), done.worker());
      assertEquals(99, done.priceMicros());
    }
  }

  @Test
  void shouldGiveALostLeaseToAnotherWorkerWhenTheKindIsIdempotent() {
    Job again = JobMachine.step(JobFixtures.working(), new JobEvent.LeaseLost(1), true).job();
    assertEquals(JobState.PENDING, again.state());
    assertEquals(1, again.reassigned());
    assertEquals("lease lost", again.reason());
  }

  @Test
  void shouldRunAgainAfterAnUnknownOutcomeWhenTheSubmitterAllowedIt() {
    Job job = award(Job.accepted(JobFixtures.ID, JobFixtures.spec(5, true), JobNotes.NONE, 0));
    Job again = JobMachine.step(job, new JobEvent.OutcomeLost(1, "worker restarted"), false).job();
    assertEquals(JobState.PENDING, again.state());
    assertEquals(0, again.reassigned());
  }

  @Test
  void shouldFailWhenAttemptsAreUsedUp() {
    List<JobEvent> ends = new ArrayList<>(List.of(new JobEvent.LeaseLost(2),
        new JobEvent.OutcomeLost(2, "worker restarted"),
        new JobEvent.AttemptFailed(2, "io", "disk", false, false)));
    for (JobEvent end : ends) {
      Job job = award(Job.accepted(JobFixtures.ID, JobFixtures.spec(2, true), JobNotes.NONE, 0));
      job = award(
          JobMachine.step(job, new JobEvent.AttemptFailed(1, "io", "disk", false, false), true).job());
      Job failed = JobMachine.step(job, end, true).job();
      assertEquals(JobState.FAILED, failed.state(), end.toString());
      String who = JobFixtures.WORKER.shortName();
      assertTrue(
          failed.reason()
              .endsWith("gave up after 2 attempts (" + who + ": io, " + who + ": " + end(failed) + ")"),
          failed.reason());
    }
  }

  @Test
  void shouldKeepTheErrorOfAPermanentFailure() {
    Job failed = JobFixtures.in(JobState.FAILED);
    assertEquals(Json.Obj.EMPTY.with("ok", false).with("error", "not_found").with("message", "no such file"),
        failed.result().orElseThrow());
    assertEquals("not_found: no such file", failed.reason());
  }

  @Test
  void shouldTellWhoSaidWhatWhenSeveralFailed() {
    Job job = award(Job.accepted(JobFixtures.ID, JobFixtures.spec(5, true), JobNotes.NONE, 0));
    job = JobMachine.step(job, new JobEvent.AttemptFailed(1, "too_deep", "folders", true, false), true).job();
    assertEquals("too_deep: folders; asking another node", job.reason());
    job = JobMachine.step(award(job), new JobEvent.AttemptFailed(2, "not_found", "a.txt", false, true), true)
        .job();
    String who = JobFixtures.WORKER.shortName();
    assertEquals("not_found: a.txt; ended after 2 attempts (" + who + ": too_deep, " + who + ": not_found)",
        job.reason());
    assertEquals(List.of(new Attempt(1, JobFixtures.WORKER, "too_deep", true, false),
        new Attempt(2, JobFixtures.WORKER, "not_found", false, false)), job.history());
  }

  @Test
  void shouldTellWhoSaidWhatWhenItExpires() {
    Job job = award(Job.accepted(JobFixtures.ID, JobFixtures.spec(5, true), JobNotes.NONE, 0));
    job = JobMachine.step(job, new JobEvent.LeaseLost(1), true).job();
    assertEquals("not done within 300000 ms; last: lease lost (" + JobFixtures.WORKER.shortName()
        + ": lease_lost)", JobMachine.step(job, new JobEvent.DeadlinePassed(), true).job().reason());
  }

  @Test
  void shouldCountTheLateResultOfAnAttemptOnce() {
    Job failed = JobFixtures.in(JobState.FAILED);
    Step first = JobMachine.step(failed, JobFixtures.succeeded(1), true);
    assertEquals(Outcome.LATE, first.outcome());
    assertEquals(Outcome.IGNORED, JobMachine.step(first.job(), JobFixtures.succeeded(1), true).outcome());
  }

  @Test
  void shouldTakeTheLatestAttemptsResultHeardAfterItsLeaseWasGivenUp() {
    Job lost = JobMachine.step(JobFixtures.working(), new JobEvent.LeaseLost(1), true).job();
    assertEquals(JobState.COMPLETED, JobMachine.step(lost, JobFixtures.succeeded(1), true).job().state());
    Job auction = JobMachine.step(lost, new JobEvent.AuctionOpened(), true).job();
    assertEquals(JobState.COMPLETED, JobMachine.step(auction, JobFixtures.succeeded(1), true).job().state());
    Job second = JobMachine.step(auction, new JobEvent.Awarded(JobFixtures.node(3), 5, 1, 0.5), true).job();
    Step late = JobMachine.step(second, JobFixtures.succeeded(1), true);
    assertEquals(Outcome.LATE, late.outcome());
    assertEquals(JobState.WORKING, late.job().state());
  }

  @Test
  void shouldForgetProgressOfTheLastWorkerWhenAwardedAgain() {
    Job half = JobMachine.step(JobFixtures.working(), new JobEvent.Progressed(1, 0.5, Interim.NONE, 0), true)
        .job();
    assertEquals(0.5, half.progress().orElseThrow());
    Job again = award(JobMachine.step(half, new JobEvent.LeaseLost(1), true).job());
    assertEquals(2, again.attempt());
    assertFalse(again.progress().isPresent());
  }

  @Test
  void shouldKeepWhatWasHandedInForTheNextWorker() {
    Interim said = Interim.checkpoint("half", Bytes.hex("05")).with(Json.Obj.EMPTY.with("n", 1));
    Job half = progressed(JobFixtures.working(), 1, said);
    assertEquals(new Underway(1, 70, said), half.notes().underway());
    assertEquals(half.notes(), progressed(half, 1, Interim.NONE).notes(),
        "nothing handed in changes nothing");
    assertEquals(half, progressed(half, 2, said), "another attempt hands nothing in");
    Job again = award(JobMachine.step(half, new JobEvent.LeaseLost(1), true).job());
    assertEquals(said.withoutWord(), again.notes().underway().latest());
    Job further = progressed(again, 2, Interim.checkpoint("on", Bytes.hex("06")));
    assertEquals(1, further.notes().underway().since());
    assertEquals(said.partial(), further.notes().underway().latest().partial());
    Job unknown = JobMachine.step(further, new JobEvent.OutcomeLost(2, "power"), true).job();
    assertEquals(Bytes.hex("06"), unknown.notes().underway().latest().checkpoint());
  }

  @Test
  void shouldDropACheckpointWithWhichAnAttemptFailed() {
    Job half = progressed(JobFixtures.working(), 1, Interim.checkpoint("half", Bytes.hex("05")));
    JobEvent failure = new JobEvent.AttemptFailed(1, "io", "disk", false, false);
    Job once = JobMachine.step(half, failure, true).job();
    assertEquals(Bytes.hex("05"), once.notes().underway().latest().checkpoint(), "it began from nothing");
    Job refused = JobMachine
        .step(award(once), new JobEvent.AttemptFailed(2, "refused", "", false, false, true),
            true)
        .job();
    assertEquals(once.notes().underway().awarded(), refused.notes().underway(), "it did not even begin");
    Job given = progressed(award(once), 2, Interim.checkpoint("on", Bytes.hex("06")));
    Job twice = JobMachine.step(given, new JobEvent.AttemptFailed(2, "io", "disk", false, false), true).job();
    assertEquals(Underway.NONE.since(), twice.notes().underway().since());
    assertEquals(Bytes.EMPTY, twice.notes().underway().latest().checkpoint());
    assertEquals("on", twice.notes().underway().latest().word());
  }

  @Test
  void shouldKeepOfAnEndedJobAtMostWhatWasFound() {
    Interim said = Interim.checkpoint("half", Bytes.hex("05")).with(Json.Obj.EMPTY.with("n", 1));
    Job half = progressed(JobFixtures.working(), 1, said);
    assertEquals(Underway.NONE,
        JobMachine.step(half, JobFixtures.succeeded(1), true).job().notes().underway());
    for (JobEvent end : List.of(new JobEvent.CancelAsked(), new JobEvent.DeadlinePassed(),
        new JobEvent.AttemptFailed(1, "io", "disk", true, true))) {
      Job ended = JobMachine.step(half, end, true).job();
      assertEquals(said.withoutCheckpoint(), ended.notes().underway().latest());
      assertEquals(0, ended.notes().underway().since());
    }
  }

  private static Job progressed(Job job, int attempt, Interim said) {
    return JobMachine.step(job, new JobEvent.Progressed(attempt, 0.5, said, 70), true).job();
  }

  @Test
  void shouldSayWhyItExpired() {
    Job waiting = JobMachine.step(JobFixtures.auction(), new JobEvent.AuctionClosed(0, "no bids"), true)
        .job();
    Job expired = JobMachine.step(waiting, new JobEvent.DeadlinePassed(), true).job();
    assertEquals("not done within 300000 ms; last: no bids", expired.reason());
  }

  /** It said how long it had had, and not that its worker had been waiting for something all the time. */
  @Test
  void shouldTellTheLastWordOfAnAttemptThatExpires() {
    Interim word = new Interim("no worker has taken it from the relay", Optional.empty(), Bytes.EMPTY);
    Job job = progressed(JobFixtures.working(), 1, word);
    assertEquals("not done within 300000 ms; last: no worker has taken it from the relay",
        JobMachine.step(job, new JobEvent.DeadlinePassed(), true).job().reason());
  }

  private static String end(Job job) {
    return job.history().getLast().end();
  }

  private static Job award(Job job) {
    Job auction = JobMachine.step(job, new JobEvent.AuctionOpened(), true).job();
    return JobMachine.step(auction, new JobEvent.Awarded(JobFixtures.WORKER, 7, 1, 0.5), true).job();
  }

  @Test
  void shouldKeepWhoDecidedAboutAHeldJobAndWhy() {
    Job held = JobFixtures.held();
    assertEquals("held by gate G3 path: params.path is absolute", held.reason());
    Job approved = JobFixtures.step(held, new JobEvent.Approved(JobFixtures.YES, 90_000));
    assertEquals(Optional.of(JobFixtures.YES), approved.notes().passage().decision());
    assertEquals(90_000, approved.waitedMs());
    assertEquals("", approved.reason());
    Job rejected = JobFixtures.step(held, new JobEvent.Rejected(JobFixtures.NO));
    assertEquals("rejected by page 10.0.0.7: not today", rejected.reason());
    assertEquals(JobFixtures.PAUSED.reports(), rejected.notes().passage().reports());
    assertEquals(new Json.Text("gate_rejected"), rejected.result().orElseThrow().get("error"));
  }
}
