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

class OwnerRestartTest {
  private final World world = new World(4);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode worker = world.add("worker", Settings.worker(1), "slow", "quick");

  @Test
  void shouldTakeTheResultOfAnAwardMadeBeforeItsRestart() {
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !worker.started.isEmpty());
    world.run(5_000);
    owner.crash();
    world.run(1_000);
    owner.start();
    world.await(40_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.COMPLETED, owner.show(id).state());
    assertEquals(1, owner.show(id).attempt());
    assertEquals(1, worker.started.size());
  }

  @Test
  void shouldNeverLoseAnAcceptedJobWheneverThePowerFails() {
    for (int afterMs = 0; afterMs < 60; afterMs++) {
      World again = new World(100 + afterMs);
      WorldNode here = again.add("owner", Settings.submitter());
      again.add("worker", Settings.worker(1), "quick");
      long token = here.ask(new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY), WorldNode.ORIGIN));
      again.run(afterMs * 5);
      here.crash();
      again.run(100);
      here.start();
      if (here.answers.containsKey(token)) {
        JobId id = assertInstanceOf(Answer.Accepted.class, here.answers.get(token)).job().id();
        again.await(30_000, () -> here.completed(id).isPresent());
        assertEquals(JobState.COMPLETED, here.show(id).state(), "power failed after " + afterMs * 5 + " ms");
      }
    }
  }

  @Test
  void shouldWaitAFullLeaseBeforeItAwardsAgain() {
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !worker.started.isEmpty());
    world.run(5_000);
    owner.crash();
    worker.kill();
    owner.start();
    world.run(5_000);
    assertEquals(JobState.WORKING, owner.show(id).state());
    world.await(5_000, () -> world.witness.count("LEASE_LOST") == 1);
    assertEquals(1, owner.show(id).reassigned());
  }

  @Test
  void shouldNotCountPowerOffTimeTowardTheDeadline() {
    worker.kill();
    JobId id = owner.submit("slow");
    world.run(100_000);
    owner.crash();
    world.run(1_000_000);
    owner.start();
    Job job = owner.show(id);
    assertEquals(JobState.PENDING, job.state());
    assertTrue(job.ageMs() >= 60_000 && job.ageMs() <= 101_000, "age " + job.ageMs());
    world.await(250_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.EXPIRED, owner.show(id).state());
  }

  @Test
  void shouldAcceptNothingAndTakeNothingOnceTheJournalFails() {
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !worker.started.isEmpty());
    owner.failCommits = new java.io.IOException("disk gone");
    Answer refused = owner.answer(new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY), WorldNode.ORIGIN));
    assertEquals(Answer.Reason.STORAGE, assertInstanceOf(Answer.Refused.class, refused).reason());
    assertEquals("journal: disk gone", owner.status().problem());
    assertEquals(false, owner.status().accepting());
    refused = owner.answer(new Command.Show(id));
    assertEquals(Answer.Reason.STORAGE, assertInstanceOf(Answer.Refused.class, refused).reason());
    assertInstanceOf(Answer.Nodes.class, owner.answer(new Command.ListNodes()));
    assertInstanceOf(Answer.Pong.class, worker.answer(new Command.Ping(worker.id(), 100)));
    world.run(60_000);
    assertEquals(0, world.witness.count("taken"));
  }

  @Test
  void shouldStopItsToolsWhenAWorkersJournalFails() {
    owner.submit("slow");
    world.await(5_000, () -> !worker.started.isEmpty());
    owner.submit("slow");
    world.run(200);
    worker.failCommits = new java.io.IOException("disk gone");
    world.run(5_000);
    worker.ask(new Command.SetTrust(owner.id(), org.sheratan.radio.mesh.Trust.CONFIRMED));
    world.run(10_000);
    assertTrue(worker.started.size() <= 1);
  }
}
