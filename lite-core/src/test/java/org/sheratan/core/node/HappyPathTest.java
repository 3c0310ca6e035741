package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.wire.Receipts;

class HappyPathTest {
  private final World world = new World(1);

  @Test
  void shouldRunAJobElsewhereAndBringItsReceiptHome() {
    WorldNode owner = world.add("owner", Settings.submitter());
    WorldNode worker = world.add("worker", Settings.worker(2), "quick");
    JobId id = owner.submit("quick");
    world.await(2_000, () -> world.witness.ended.containsKey(id));
    Job job = owner.show(id);
    assertEquals(JobState.COMPLETED, job.state());
    assertEquals(Optional.of(worker.id()), job.worker());
    assertEquals(Json.Obj.EMPTY.with("ok", true).with("level", 7).with("node", "worker"),
        job.result().orElseThrow());
    assertEquals(1, job.attempt());
    assertEquals(1, job.bids());
    assertTrue(Receipts.verify(job.receipt().orElseThrow(), World.NETWORK));
    assertTrue(Receipts.matches(job.receipt().orElseThrow(), job.result().orElseThrow()));
  }

  @Test
  void shouldRunAJobOnItsOwnNodeWithoutTheNetwork() {
    WorldNode alone = world.add("alone", Settings.worker(1), "quick");
    JobId id = alone.submit("quick");
    world.await(1_000, () -> world.witness.ended.containsKey(id));
    Job job = alone.show(id);
    assertEquals(JobState.COMPLETED, job.state());
    assertEquals(alone.id(), job.worker().orElseThrow());
    assertTrue(Receipts.verify(job.receipt().orElseThrow(), World.NETWORK));
    assertTrue(alone.store.under("work/").isEmpty());
  }

  @Test
  void shouldForgetClaimsOnceTheOwnerHasTheResult() {
    WorldNode owner = world.add("owner", Settings.submitter());
    WorldNode worker = world.add("worker", Settings.worker(2), "quick");
    JobId id = owner.submit("quick");
    world.await(2_000, () -> world.witness.ended.containsKey(id));
    world.run(1_000);
    assertTrue(worker.store.under("work/").isEmpty());
    assertTrue(owner.store.under("job/").isEmpty());
  }

  @Test
  void shouldRunManyJobsWithinTheWorkersPlaces() {
    WorldNode owner = world.add("owner", Settings.submitter());
    WorldNode worker = world.add("worker", Settings.worker(2), "quick");
    for (int job = 0; job < 30; job++) {
      owner.submit("quick");
    }
    world.await(120_000, () -> world.witness.ended.size() == 30);
    assertTrue(world.witness.ended.values().stream().allMatch(JobState.COMPLETED::equals));
    assertEquals(30, worker.started.size());
    assertEquals(30, owner.status().completed());
    assertEquals(0, owner.status().queued());
  }

  @Test
  void shouldShowProgressWhileItRuns() {
    WorldNode owner = world.add("owner", Settings.submitter());
    world.add("worker", Settings.worker(2), "slow");
    JobId id = owner.submit("slow");
    world.run(8_000);
    Job job = owner.show(id);
    assertEquals(JobState.WORKING, job.state());
    assertTrue(job.progress().orElse(0.0) >= 0.2, job.toString());
    world.await(30_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.COMPLETED, owner.show(id).state());
    assertEquals(1, world.witness.count("awarded"));
  }
}
