package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.radio.frame.Priority;

class LostWorkerTest {
  private final World world = new World(2);
  private WorldNode owner;
  private WorldNode cheap;
  private WorldNode dear;

  @BeforeEach
  void threeNodes() {
    owner = world.add("owner", Settings.submitter());
    cheap = world.add("cheap", Settings.worker(1, 10), "slow", "once");
    dear = world.add("dear", Settings.worker(1, 20), "slow", "once");
  }

  @Test
  void shouldGiveTheJobToAnotherWhenItsWorkerDies() {
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !cheap.started.isEmpty());
    world.run(3_000);
    cheap.kill();
    world.await(60_000, () -> world.witness.ended.containsKey(id));
    Job job = owner.show(id);
    assertEquals(JobState.COMPLETED, job.state());
    assertEquals(dear.id(), job.worker().orElseThrow());
    assertEquals(1, job.reassigned());
    assertEquals(2, job.attempt());
    assertEquals(20, job.priceMicros());
  }

  @Test
  void shouldNotRunTwiceWhatMustNot() {
    JobId id = owner.submit("once");
    world.await(5_000, () -> !cheap.started.isEmpty());
    cheap.kill();
    world.await(60_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.OUTCOME_UNKNOWN, owner.show(id).state());
    world.run(60_000);
    assertTrue(dear.started.isEmpty());
  }

  @Test
  void shouldRunTwiceWhatTheSubmitterAllowed() {
    JobSpec plain = JobSpec.of("once", Json.Obj.EMPTY);
    JobId id = owner
        .submit(new JobSpec(plain.kind(), plain.params(), Priority.NORMAL, plain.timeoutMs(), plain.needs(),
            plain.maxPriceMicros(), 5, true, plain.idempotencyKey()));
    world.await(5_000, () -> !cheap.started.isEmpty());
    cheap.kill();
    world.await(60_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.COMPLETED, owner.show(id).state());
    assertEquals(1, dear.started.size());
  }

  @Test
  void shouldHearFromARestartedWorkerThatTheOutcomeIsUnknown() {
    JobId id = owner.submit("once");
    world.await(5_000, () -> !cheap.started.isEmpty());
    world.run(1_000);
    cheap.crash();
    world.run(500);
    cheap.start();
    world.await(2_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.OUTCOME_UNKNOWN, owner.show(id).state());
    assertEquals(1, world.witness.count("/1 UNKNOWN"), world.witness.toString());
    assertEquals(1, cheap.started.size());
    world.run(2_000);
    assertTrue(cheap.store.under("work/").isEmpty());
  }

  @Test
  void shouldAwardAgainAtOnceWhenARestartedWorkerSaysSo() {
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !cheap.started.isEmpty());
    world.run(1_000);
    cheap.crash();
    world.run(500);
    cheap.start();
    world.await(40_000, () -> world.witness.ended.containsKey(id));
    Job job = owner.show(id);
    assertEquals(JobState.COMPLETED, job.state());
    assertEquals(0, job.reassigned());
    assertEquals(2, job.attempt());
  }

  @Test
  void shouldStopAtTheWorkerBeforeTheOwnerGivesTheLeaseAwayWhateverTheClocks() {
    double[] rates = {0.99, 1, 1.01};
    for (double ownerRate : rates) {
      for (double workerRate : rates) {
        World apart = new World(3);
        WorldNode submitter = new WorldNode(apart, "owner", Settings.submitter());
        submitter.rate = ownerRate;
        apart.add(submitter);
        WorldNode first = new WorldNode(apart, "first", Settings.worker(1, 10), "slow");
        first.rate = workerRate;
        apart.add(first);
        JobId id = submitter.submit("slow");
        apart.await(5_000, () -> !first.started.isEmpty());
        apart.run(2_500);
        apart.cut = (from, to) -> true;
        // The witness fails if another award is made while the first worker's tool runs.
        WorldNode second = apart.add("second", Settings.worker(1, 20), "slow");
        apart.cut = (from, to) -> from == first || to == first;
        apart.await(60_000, () -> apart.witness.ended.containsKey(id));
        assertEquals(1, first.stopped.size(), "rates " + ownerRate + ", " + workerRate);
        assertEquals(1, second.started.size());
        assertEquals(JobState.COMPLETED, submitter.show(id).state());
      }
    }
  }

  @Test
  void shouldKeepAnUndeliveredResultAndNotTakeItTooLate() {
    cheap.toolMs = 3_000;
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !cheap.started.isEmpty());
    world.run(1_000);
    world.cut = (from, to) -> from == cheap || to == cheap;
    world.await(60_000, () -> world.witness.ended.containsKey(id));
    assertEquals(dear.id(), owner.show(id).worker().orElseThrow());
    world.cut = (from, to) -> false;
    world.run(60_000);
    Job job = owner.show(id);
    assertEquals(dear.id(), job.receipt().orElseThrow().worker());
    assertEquals(1, job.lateResults());
    assertTrue(cheap.store.under("work/").isEmpty());
  }

  @Test
  void shouldTakeALateResultWhileNobodyElseHasTheJob() {
    dear.kill();
    cheap.toolMs = 3_000;
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !cheap.started.isEmpty());
    world.run(1_000);
    world.cut = (from, to) -> from == cheap || to == cheap;
    world.await(60_000, () -> world.witness.count("LEASE_LOST") == 1);
    world.run(5_000);
    world.cut = (from, to) -> false;
    world.await(40_000, () -> world.witness.ended.containsKey(id));
    Job job = owner.show(id);
    assertEquals(JobState.COMPLETED, job.state());
    assertEquals(1, job.attempt());
    assertEquals(1, cheap.started.size());
  }

  @Test
  void shouldKeepTheResultWhileItsOwnerIsAway() {
    cheap.toolMs = 3_000;
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !cheap.started.isEmpty());
    world.run(1_000);
    owner.crash();
    world.run(300_000);
    cheap.crash();
    world.run(1_000);
    cheap.start();
    world.run(10_000);
    owner.start();
    world.await(20_000, () -> world.witness.ended.containsKey(id));
    Job job = owner.show(id);
    assertEquals(JobState.COMPLETED, job.state());
    assertEquals(1, job.attempt());
    assertTrue(job.ageMs() < 60_000, "power-off time counts 0: " + job.ageMs());
  }
}
