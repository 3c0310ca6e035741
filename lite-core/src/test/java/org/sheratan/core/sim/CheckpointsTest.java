package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Underway;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.radio.ether.EtherFaults;

/**
 * A worker loses its power when 80 % of a job is done, while three in ten frames get lost: at most a quarter of the job is
 * done again. Redone is what was done twice, in parts of the whole job.
 */
class CheckpointsTest {
  private static final int SEEDS = Integer.getInteger("sheratan.sim.checkpoints", 20);
  private static final int KILLED_AT = SimTools.STEPS * 8 / 10;
  private static final double MOST_REDONE = 0.25;

  /** One job, from its submission to its end. */
  private static final class Run {
    private final Fleet fleet;
    private final int owner;
    private final JobId job;
    private final String firstWorker;

    private Run(long seed, int nodes, int owner) {
      this.fleet = Fleet.live(new FleetPlan(nodes, seed, FleetPlan.Shape.MESH, 0, 0, 0, 0, 0,
          EtherFaults.HARSH, true, false, FleetPlan.MediumKind.PACKETS, SimWork.VARIED));
      this.owner = owner;
      fleet.advance(60_000);
      this.job = submit();
      while (fleet.labor().latest(job) < KILLED_AT) {
        advance();
      }
      this.firstWorker = fleet.labor().latestAt(job);
    }

    private JobId submit() {
      List<Answer> answers = new ArrayList<>();
      assertTrue(fleet.ask(owner, new Command.Submit(JobSpec.of(Workload.STATEFUL.name(), Json.Obj.EMPTY),
          new Origin(Origin.Zone.SIMULATION, "")), answers::add));
      fleet.advance(fleet.nowMs() + 5_000);
      return assertInstanceOf(Answer.Accepted.class, answers.getFirst()).job().id();
    }

    private void advance() {
      fleet.advance(fleet.nowMs() + 50);
      assertTrue(fleet.nowMs() < 1_200_000, "it takes too long");
    }

    private void kill() {
      assertTrue(fleet.powerOff(worker()));
    }

    private int worker() {
      return fleet.names().indexOf(firstWorker);
    }

    private void pass(long ms) {
      fleet.advance(fleet.nowMs() + ms);
    }

    private Job show() {
      List<Answer> answers = new ArrayList<>();
      assertTrue(fleet.ask(owner, new Command.Show(job), answers::add));
      fleet.advance(fleet.nowMs() + 1_000);
      return assertInstanceOf(Answer.OneJob.class, answers.getFirst()).job();
    }

    private Job end() {
      Job seen = show();
      while (!seen.state().terminal()) {
        pass(1_000);
        seen = show();
      }
      assertEquals(JobState.COMPLETED, seen.state(), seen.reason());
      assertEquals(Underway.NONE, seen.notes().underway());
      return seen;
    }

    private double redone() {
      return (fleet.labor().taken(job) - SimTools.STEPS) / (double) SimTools.STEPS;
    }
  }

  @Test
  void canGoOnAtAnotherNode() {
    double most = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, 4, 0);
      run.kill();
      run.end();
      assertNotEquals(run.firstWorker, run.fleet.labor().latestAt(run.job), "seed " + seed);
      most = Math.max(most, judged(seed, "another node", run));
    }
    System.err.printf("killed at 80 %%, another node goes on: at most %.0f %% redone in %d seeds%n",
        100 * most,
        SEEDS);
  }

  @Test
  void canGoOnAtTheSameNodeAfterItsRestart() {
    double most = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, 2, 0);
      run.kill();
      run.pass(5_000 + 1_000 * seed);
      run.fleet.powerOn(run.worker());
      run.end();
      assertEquals(run.firstWorker, run.fleet.labor().latestAt(run.job), "seed " + seed);
      most = Math.max(most, judged(seed, "the same node", run));
    }
    System.err.printf("killed at 80 %%, the same node goes on: at most %.0f %% redone in %d seeds%n",
        100 * most, SEEDS);
  }

  /** Then it is the journal of the very node that lost its power which has to have it. */
  @Test
  void canGoOnWhenTheOwnerItselfWasTheWorker() {
    double most = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, 2, 1);
      assertEquals(run.owner, run.worker(), "seed " + seed);
      run.kill();
      run.pass(5_000);
      run.fleet.powerOn(run.worker());
      run.pass(1_000);
      run.end();
      most = Math.max(most, judged(seed, "the owner itself", run));
    }
    System.err.printf("killed at 80 %%, the owner itself goes on: at most %.0f %% redone in %d seeds%n",
        100 * most, SEEDS);
  }

  /** What people see on the way. */
  @Test
  void shouldShowWhatWasHandedIn() {
    Run run = new Run(3, 4, 0);
    Job seen = run.show();
    assertEquals(JobState.WORKING, seen.state());
    Underway underway = seen.notes().underway();
    assertEquals(1, underway.since());
    assertTrue(underway.latest().word().startsWith("step "), underway.latest().word());
    assertFalse(underway.latest().partial().isEmpty());
    assertTrue(seen.progress().orElseThrow() > 0.5);
  }

  private static double judged(long seed, String where, Run run) {
    double redone = run.redone();
    System.err.printf("seed %d, %s: %d attempts, %.0f %% redone%n", seed, where, run.show().attempt(),
        100 * redone);
    assertTrue(redone <= MOST_REDONE, "seed " + seed + ": " + redone);
    assertTrue(run.fleet.labor().resumed() > 0, "seed " + seed);
    return redone;
  }
}
