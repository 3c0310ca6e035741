package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.dispatch.SubmitLimits.Rate;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.radio.frame.Priority;

class BackPressureTest {
  private static final Origin ADA = new Origin(Zone.API, "10.0.0.1");
  private static final Origin BOB = new Origin(Zone.PAGE, "10.0.0.1");
  private static final Rate MANY = new Rate(10_000, 10_000);

  private final World world = new World(23);

  private WorldNode owner(SubmitLimits limits) {
    return world.add("owner", new NodeSettings(0, 0, limits, new TreeMap<>(), 1, false));
  }

  private static Command.Submit quick(Origin origin) {
    return new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY), origin);
  }

  @Test
  void shouldSayWhenThereIsRoomAndKeepToIt() {
    WorldNode owner = owner(new SubmitLimits(100, new Rate(60, 3), MANY, 100, 100));
    world.add("worker", Settings.worker(2), "quick");
    for (int job = 0; job < 3; job++) {
      assertInstanceOf(Answer.Accepted.class, owner.answer(quick(ADA)));
    }
    long askedMs = world.nowMs;
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class, owner.answer(quick(ADA)));
    assertEquals(Answer.Reason.BUSY, refused.reason());
    assertTrue(refused.waitMs() > 0 && refused.waitMs() <= 1_000, refused.toString());
    assertInstanceOf(Answer.Accepted.class, owner.answer(quick(BOB)));
    world.run(askedMs + refused.waitMs() - world.nowMs);
    assertInstanceOf(Answer.Accepted.class, owner.answer(quick(ADA)));
  }

  @Test
  void shouldNotCountARepeatedOrRefusedRequest() {
    WorldNode owner = owner(new SubmitLimits(100, new Rate(1, 2), MANY, 100, 100));
    world.add("worker", Settings.worker(2), "quick");
    JobSpec keyed = new JobSpec("quick", Json.Obj.EMPTY, Priority.NORMAL, 60_000, List.of(), 100, 5, false,
        Optional.of("key"));
    for (int again = 0; again < 5; again++) {
      Answer.Refused nobody = assertInstanceOf(Answer.Refused.class,
          owner.answer(new Command.Submit(JobSpec.of("once", Json.Obj.EMPTY), ADA)));
      assertEquals(Answer.Reason.NO_CAPABLE_NODE, nobody.reason());
      assertInstanceOf(Answer.Accepted.class, owner.answer(new Command.Submit(keyed, ADA)));
    }
    assertInstanceOf(Answer.Accepted.class, owner.answer(quick(ADA)));
    assertInstanceOf(Answer.Refused.class, owner.answer(quick(ADA)));
  }

  @Test
  void shouldKeepNoMoreInFlightThanItMay() {
    WorldNode owner = owner(new SubmitLimits(100, MANY, MANY, 3, 100));
    WorldNode worker = world.add("worker", Settings.worker(6), "slow");
    List<JobId> jobs = submitted(owner, ADA, 6);
    world.run(10_000);
    assertEquals(3, worker.started.size());
    assertEquals(3, jobs.stream().filter(job -> owner.show(job).state() == JobState.PENDING).count());
    owner.crash();
    world.run(100);
    owner.start();
    world.run(1_000);
    assertEquals(3, worker.started.size(), "what was at work before the restart counts");
    world.await(120_000, () -> owner.status().queued() == 0);
    assertEquals(6, worker.started.size());
  }

  @Test
  void shouldLetOthersOvertakeASourceThatHasEnoughInFlight() {
    WorldNode owner = owner(new SubmitLimits(100, MANY, MANY, 100, 2));
    WorldNode worker = world.add("worker", Settings.worker(4), "slow");
    List<JobId> first = submitted(owner, ADA, 4);
    List<JobId> second = submitted(owner, BOB, 2);
    world.run(10_000);
    assertEquals(4, worker.started.size());
    for (JobId job : second) {
      assertEquals(JobState.WORKING, owner.show(job).state());
    }
    assertEquals(JobState.PENDING, owner.show(first.getLast()).state());
    owner.answer(new Command.Cancel(first.getFirst()));
    world.run(2_000);
    assertEquals(JobState.WORKING, owner.show(first.get(2)).state());
    assertEquals(JobState.PENDING, owner.show(first.getLast()).state());
  }

  private static List<JobId> submitted(WorldNode owner, Origin origin, int jobs) {
    List<JobId> ids = new ArrayList<>();
    for (int job = 0; job < jobs; job++) {
      ids.add(assertInstanceOf(Answer.Accepted.class,
          owner.answer(new Command.Submit(JobSpec.of("slow", Json.Obj.EMPTY), origin))).job().id());
    }
    return ids;
  }

  /** They were back and idle, and jobs of their kind were called for no more, until they expired. */
  @Test
  void shouldCallAgainForWorkersThatWereAwayWhenProbed() {
    WorldNode owner = owner(SubmitLimits.onlyDepth(100));
    WorldNode other = world.add("other", Settings.submitter());
    WorldNode worker = world.add("worker", Settings.worker(1), "slow");
    world.run(2_000);
    submitted(other, ADA, 3);
    world.run(3_000);
    JobSpec patient = new JobSpec("slow", Json.Obj.EMPTY, Priority.NORMAL, 3_600_000, List.of(), 100, 5,
        false,
        Optional.empty());
    JobId first = owner.submit(patient);
    world.run(200);
    world.cut = (from, to) -> from == owner || to == owner;
    world.run(120_000);
    world.cut = (from, to) -> false;
    JobId second = owner.submit(patient);
    world.await(300_000, () -> owner.completed(first).isPresent() && owner.completed(second).isPresent());
    assertEquals(5, worker.started.size());
  }

  /** Some hundred jobs with large params ended the node, and again at every start. */
  @Test
  void shouldRefuseWhenQueuedParametersFillTheMemory() {
    WorldNode owner = owner(new SubmitLimits(1_000, MANY, MANY, 100, 100));
    world.add("worker", Settings.worker(1), "slow").toolMs = 3_600_000;
    Command.Submit large = new Command.Submit(
        JobSpec.of("slow", Json.Obj.EMPTY.with("text", "x".repeat(45_000))), ADA);
    int taken = 0;
    Answer answer = owner.answer(large);
    while (answer instanceof Answer.Accepted && taken < 1_000) {
      taken++;
      answer = owner.answer(large);
    }
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class, answer, taken + " were taken");
    assertEquals(Answer.Reason.BUSY, refused.reason());
    assertTrue(refused.message().startsWith("params of the " + taken + " jobs queued here would take 8"),
        refused.message());
    assertInstanceOf(Answer.Accepted.class,
        owner.answer(new Command.Submit(JobSpec.of("slow", Json.Obj.EMPTY), ADA)));
    owner.crash();
    owner.start();
    world.run(5_000);
    assertEquals(Answer.Reason.BUSY, assertInstanceOf(Answer.Refused.class, owner.answer(large)).reason());
  }
}
