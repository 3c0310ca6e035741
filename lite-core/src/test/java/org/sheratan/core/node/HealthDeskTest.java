package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.health.HealthView;
import org.sheratan.core.health.Metric;
import org.sheratan.core.health.SystemState;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;

/** Health in a real node. */
class HealthDeskTest {
  private final World world = new World(5);

  @Test
  void shouldBeOperationalAndMeasureItsJobs() {
    WorldNode owner = world.add("owner", Settings.submitter());
    world.add("worker", Settings.worker(2), "quick");
    for (int job = 0; job < 4; job++) {
      owner.submit("quick");
    }
    world.run(310_000);
    HealthView health = health(owner);
    assertEquals(SystemState.OPERATIONAL, health.state());
    assertEquals(1f, health.report().orElseThrow().values().get(Metric.JOB_SUCCESS));
    float found = health.report().orElseThrow().values().get(Metric.WORKERS);
    assertTrue(found > 0 && found < 1, "a worker with two places has none for four jobs at once: " + found);
    assertTrue(health.report().orElseThrow().values().get(Metric.JOB_LATENCY) >= 100);
  }

  @Test
  void shouldBeDegradedOnceTheJournalFails() {
    WorldNode owner = world.add("owner", Settings.worker(1), "slow");
    world.run(6_000);
    owner.failCommits = new IOException("disk full");
    owner.ask(new Command.Submit(JobSpec.of("slow", Json.Obj.EMPTY), WorldNode.ORIGIN));
    world.run(20_000);
    assertEquals(SystemState.DEGRADED, health(owner).state());
    assertEquals(List.of("storage"), health(owner).down());
  }

  @Test
  void shouldTakeOnNothingOfItsOwnAccordWhilePaused() {
    WorldNode owner = world.add("owner", Settings.worker(1), "quick");
    world.run(6_000);
    owner.answer(new Command.MoveState(SystemState.PAUSED, "maintenance", "ann", Json.Obj.EMPTY));
    Command chain = new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY),
        new Origin(Origin.Zone.CHAIN, "c"));
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class, owner.answer(chain));
    assertEquals(Answer.Reason.BUSY, refused.reason());
    assertTrue(refused.message().contains("maintenance"), refused.message());
    owner.submit("quick");
    owner.answer(new Command.MoveState(SystemState.OPERATIONAL, "done", "ann", Json.Obj.EMPTY));
    assertInstanceOf(Answer.Accepted.class, owner.answer(chain));
  }

  private static HealthView health(WorldNode node) {
    return assertInstanceOf(Answer.HealthShown.class, node.answer(new Command.ShowHealth())).health();
  }
}
