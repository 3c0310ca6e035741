package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;

/** SIMULATION: a fleet that people drive from outside, as {@code sheratan sim up} lets them. */
class LiveFleetTest {
  private static final long SEED = 3;
  private static final Origin PERSON = new Origin(Origin.Zone.API, "127.0.0.1");
  private final Fleet fleet = Fleet.live(FleetPlan.calm(3, SEED, FleetPlan.Shape.MESH));

  private <A extends Answer> A ask(Command command, Class<A> type) {
    List<Answer> answers = new ArrayList<>();
    assertTrue(fleet.ask(0, command, answers::add));
    fleet.advance(fleet.nowMs() + 1_000);
    return assertInstanceOf(type, answers.getFirst(), "seed " + SEED);
  }

  /** A decision that came by the API ended the simulation: nobody had told its promises that somebody was asked. */
  @Test
  void canTakeADecisionFromOutside() {
    fleet.advance(60_000);
    JobSpec outside = JobSpec.of("sim_hash", Json.Obj.EMPTY.with("path", "/data/x"));
    Job held = ask(new Command.Submit(outside, PERSON), Answer.Accepted.class).job();
    assertEquals(JobState.HELD, held.state());
    ask(new Command.DecideHeld(held.id(), true, PERSON, "looks fine"), Answer.OneJob.class);
    fleet.advance(fleet.nowMs() + 120_000);
    assertEquals(JobState.COMPLETED,
        ask(new Command.Show(held.id()), Answer.OneJob.class).job().state(), "seed " + SEED);
  }
}
