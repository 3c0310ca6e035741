package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.gate.GateRules;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.wire.JobStamp;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Priority;

class HoldsTest {
  private static final Json.Obj ABSOLUTE = Json.Obj.EMPTY.with("path", "/data/log.txt");
  private static final Origin OPERATOR = new Origin(Zone.CONSOLE, "");
  private static final long HOLD_MS = 3_600_000;
  private final World world = new World(14);
  private final WorldNode owner = world.add("owner",
      new NodeSettings(0, 0, SubmitLimits.onlyDepth(3), new TreeMap<>(), 1, false,
          new GateRules(List.of(), List.of(), List.of(), List.of(), 50, 4, HOLD_MS)));
  private final WorldNode worker = world.add("worker", Settings.worker(2), "quick", "slow");

  @Test
  void shouldHoldWhatAGatePausesUntilSomebodyApproves() {
    Job held = accepted(submit(spec(60_000)));
    assertEquals(JobState.HELD, held.state());
    assertEquals("held by gate G3 path: params.path is absolute", held.reason());
    world.run(120_000);
    assertEquals(JobState.HELD, owner.show(held.id()).state());
    assertEquals(0, owner.status().queued());
    assertTrue(worker.started.isEmpty());
    Job approved = job(decide(held.id(), true));
    assertEquals(JobState.PENDING, approved.state());
    world.await(10_000, () -> owner.completed(held.id()).isPresent());
    Job ended = owner.show(held.id());
    assertEquals(JobState.COMPLETED, ended.state());
    assertEquals("approved by console: looked at", ended.notes().passage().decision().orElseThrow().line());
    assertTrue(ended.waitedMs() >= 120_000, "time in which nobody decided counts against no deadline");
  }

  /** Two operators, one list: the second one's click was for a job that is no more what he saw. */
  @Test
  void shouldDecideOnlyAboutWhatSomebodyHasSeen() {
    Job held = accepted(submit(spec(60_000)));
    world.run(30_000);
    Bytes seen = JobStamp.of(owner.show(held.id()));
    assertEquals(JobStamp.of(held), seen, "only its age has changed");
    assertEquals(JobState.PENDING,
        job(owner.answer(new Command.IfUnchanged(held.id(), seen, decision(held.id(), true)))).state());
    Answer.Refused late = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.IfUnchanged(held.id(), seen, new Command.Cancel(held.id()))));
    assertEquals(Answer.Reason.CHANGED, late.reason());
    assertFalse(owner.show(held.id()).state().terminal(), "not cancelled");
    JobId nobody = new JobId(held.id().owner(), 1, 999);
    assertEquals(Answer.Reason.NOT_FOUND, assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.IfUnchanged(nobody, seen, new Command.Cancel(nobody)))).reason());
  }

  @Test
  void shouldFailARejectedJobAndWhatDependsOnIt() {
    JobId held = accepted(submit(spec(60_000))).id();
    Job follower = accepted(
        owner.answer(new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY).after(List.of(held)), OPERATOR)));
    assertEquals("waits for job " + held, owner.show(follower.id()).reason());
    Job rejected = job(decide(held, false));
    assertEquals(JobState.FAILED, rejected.state());
    assertEquals("rejected by console: looked at", rejected.reason());
    assertEquals(JobState.FAILED, owner.show(follower.id()).state());
    assertEquals("job " + held + ", which it depends on, ended as failed",
        owner.show(follower.id()).reason());
    assertTrue(worker.started.isEmpty());
  }

  @Test
  void shouldHoldTheOutputOfSomethingAgainWhenItIsAskedForOnceMore() {
    Job output = accepted(owner.answer(
        new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY), new Origin(Zone.OUTPUT, "model"))));
    assertEquals(JobState.HELD, output.state());
    decide(output.id(), false);
    Job again = accepted(owner.answer(new Command.Requeue(output.id(), OPERATOR)));
    assertEquals(JobState.HELD, again.state(), "whoever asks, it is what it was");
    assertEquals(Zone.OUTPUT, again.notes().origin().zone());
    assertTrue(worker.started.isEmpty());
  }

  @Test
  void shouldWaitForWhatItDependsOnOnceApproved() {
    JobId slow = owner.submit("slow");
    JobId held = accepted(submit(spec(2_000).after(List.of(slow)))).id();
    job(decide(held, true));
    assertEquals("waits for job " + slow, owner.show(held).reason());
    world.await(60_000, () -> owner.completed(held).isPresent());
    assertEquals(JobState.COMPLETED, owner.show(held).state());
  }

  @Test
  void shouldBeHeldAlthoughWhatItDependsOnIsCompletedMeanwhile() {
    JobId quick = owner.submit("quick");
    JobId slow = owner.submit("slow");
    JobId held = accepted(submit(spec(5_000).after(List.of(quick, slow)))).id();
    world.await(60_000, () -> owner.completed(slow).isPresent());
    world.run(10_000);
    assertEquals("held by gate G3 path: params.path is absolute", owner.show(held).reason());
    job(decide(held, true));
    world.await(10_000, () -> owner.completed(held).isPresent());
    assertEquals(JobState.COMPLETED, owner.show(held).state());
  }

  @Test
  void shouldFailWithWhatItDependsOnThoughHeld() {
    JobId first = owner.submit("slow");
    JobId held = accepted(submit(spec(5_000).after(List.of(first)))).id();
    owner.answer(new Command.Cancel(first));
    assertEquals(JobState.FAILED, owner.show(held).state());
    assertEquals(List.of(), held());
  }

  @Test
  void shouldStillBeHeldAfterARestart() {
    JobId held = accepted(submit(spec(60_000))).id();
    world.run(1_000);
    for (int start = 0; start < 3; start++) {
      owner.crash();
      world.run(1_000);
      owner.start();
      world.run(10_000);
      assertEquals(JobState.HELD, owner.show(held).state());
      assertEquals(List.of(held), held());
    }
    GateReport path = owner.show(held).notes().passage().reports().get(GateReport.Gate.PATH.code());
    assertEquals("path_absolute", path.reasons().getFirst().code());
    job(decide(held, true));
    world.await(10_000, () -> owner.completed(held).isPresent());
    assertEquals(1, world.witness.count("tool started"));
  }

  @Test
  void shouldExpireWhenNobodyDecides() {
    JobId held = accepted(submit(spec(60_000))).id();
    world.run(HOLD_MS / 2);
    owner.crash();
    world.run(HOLD_MS);
    owner.start();
    world.run(HOLD_MS / 2 - 60_000);
    assertEquals(JobState.HELD, owner.show(held).state(), "while the power was off nobody could decide");
    world.run(120_000);
    Job expired = owner.show(held);
    assertEquals(JobState.EXPIRED, expired.state());
    assertEquals("nobody decided about it within 3600 s; held by gate G3 path: params.path is absolute",
        expired.reason());
    assertEquals(Answer.Reason.CONFLICT, refused(decide(held, true)).reason());
  }

  @Test
  void shouldGiveTheHeldJobForTheSameKeyAndRequest() {
    JobSpec plain = spec(60_000);
    JobSpec keyed = new JobSpec("quick", ABSOLUTE, Priority.NORMAL, 60_000, List.of(), 9, 5, false,
        Optional.of("k1"));
    Job held = accepted(submit(keyed));
    Answer.Accepted again = assertInstanceOf(Answer.Accepted.class, submit(keyed));
    assertTrue(again.known());
    assertEquals(held.id(), again.job().id());
    assertEquals(JobState.HELD, again.job().state());
    assertFalse(accepted(submit(plain)).id().equals(held.id()));
  }

  @Test
  void shouldDecideOnceAndOnlyAboutWhatIsHeld() {
    JobId held = accepted(submit(spec(60_000))).id();
    job(decide(held, false));
    Answer.Refused again = refused(decide(held, true));
    assertEquals(Answer.Reason.CONFLICT, again.reason());
    assertEquals("job " + held + " is not held: failed, rejected by console: looked at", again.message());
    JobId running = owner.submit("slow");
    assertEquals(Answer.Reason.CONFLICT, refused(decide(running, false)).reason());
    assertEquals(Answer.Reason.NOT_FOUND, refused(decide(new JobId(held.owner(), 9, 9), true)).reason());
    JobId next = accepted(submit(spec(60_000))).id();
    for (String reason : List.of("", "  ", "x".repeat(201), "a\nb")) {
      assertEquals(Optional.of("reason"),
          refused(owner.answer(new Command.DecideHeld(next, true, OPERATOR, reason))).field());
    }
    assertInstanceOf(Answer.OneJob.class, owner.answer(new Command.Cancel(next)));
    assertEquals(JobState.CANCELLED, owner.show(next).state());
  }

  @Test
  void shouldHoldOnlySoMany() {
    List<JobId> all = List.of(accepted(submit(spec(1_000))).id(), accepted(submit(spec(1_000))).id(),
        accepted(submit(spec(1_000))).id(), accepted(submit(spec(1_000))).id());
    Answer.Refused full = refused(submit(spec(1_000)));
    assertEquals("4 jobs wait for a decision here, the limit is 4", full.message());
    assertEquals(Answer.Reason.BUSY, full.reason());
    assertTrue(owner.submit("quick").sequence() > 0, "they do not count against what may be queued");
    assertEquals(all.reversed(), held());
    Answer.Jobs page = list(Optional.empty(), 3);
    assertEquals(all.reversed().subList(0, 3), page.jobs().stream().map(Job::id).toList());
    assertEquals(List.of(all.getFirst()), list(page.next(), 3).jobs().stream().map(Job::id).toList());
    assertEquals(Optional.empty(), list(page.next(), 3).next());
  }

  /** No approval could make it run. */
  @Test
  void shouldRefuseAtOnceWhatNobodyCouldRun() {
    Origin output = new Origin(Zone.OUTPUT, "");
    assertInstanceOf(Answer.Barred.class, owner.answer(
        new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY.with("path", "../../etc/passwd")), output)));
    assertEquals(Answer.Reason.NO_CAPABLE_NODE, refused(submit(JobSpec.of("alchemy", ABSOLUTE))).reason());
    assertEquals(List.of(), held());
  }

  private Answer submit(JobSpec spec) {
    return owner.answer(new Command.Submit(spec, new Origin(Zone.API, "")));
  }

  private Answer decide(JobId job, boolean approved) {
    return owner.answer(decision(job, approved));
  }

  private static Command decision(JobId job, boolean approved) {
    return new Command.DecideHeld(job, approved, OPERATOR, "looked at");
  }

  private Answer.Jobs list(Optional<JobId> after, int limit) {
    return assertInstanceOf(Answer.Jobs.class, owner.answer(new Command.ListHeld(after, limit)));
  }

  private List<JobId> held() {
    return list(Optional.empty(), 10).jobs().stream().map(Job::id).toList();
  }

  private static JobSpec spec(long timeoutMs) {
    return new JobSpec("quick", ABSOLUTE, Priority.NORMAL, timeoutMs, List.of(), Long.MAX_VALUE, 5, false,
        Optional.empty());
  }

  private static Job accepted(Answer answer) {
    return assertInstanceOf(Answer.Accepted.class, answer, () -> answer.toString()).job();
  }

  private static Job job(Answer answer) {
    return assertInstanceOf(Answer.OneJob.class, answer, () -> answer.toString()).job();
  }

  private static Answer.Refused refused(Answer answer) {
    return assertInstanceOf(Answer.Refused.class, answer, () -> answer.toString());
  }
}
