package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.radio.frame.Priority;

class DependenciesTest {
  private static final int LONG_CHAIN = 2_000;

  private final World world = new World(12);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode worker = world.add("worker", Settings.worker(2), "quick", "slow", "rejects");

  @Test
  void shouldBeginOnceEverythingItDependsOnIsCompleted() {
    JobId slow = owner.submit("slow");
    JobId quick = owner.submit("quick");
    JobId last = submit("quick", slow, quick);
    world.await(5_000, () -> owner.completed(quick).isPresent());
    world.run(2_000);
    assertEquals(JobState.PENDING, owner.show(last).state());
    assertEquals("waits for job " + slow, owner.show(last).reason());
    world.await(60_000, () -> owner.completed(slow).isPresent());
    world.await(10_000, () -> owner.completed(last).isPresent());
    assertEquals(JobState.COMPLETED, owner.show(last).state());
    assertEquals(3, worker.started.size());
  }

  @Test
  void shouldSayWhatItWaitsFor() {
    JobId first = owner.submit("slow");
    JobId second = owner.submit("slow");
    assertEquals("waits for job " + first + " and 1 more",
        owner.show(submit("quick", second, first, second)).reason());
  }

  @Test
  void shouldFailWithWhatItDependsOn() {
    JobId failing = owner.submit("rejects");
    JobId second = submit("quick", failing);
    JobId third = submit("quick", second);
    world.await(5_000, () -> owner.completed(third).isPresent());
    assertEquals(JobState.FAILED, owner.show(second).state());
    assertEquals("job " + failing + ", which it depends on, ended as failed", owner.show(second).reason());
    assertEquals("job " + second + ", which it depends on, ended as failed", owner.show(third).reason());
    assertEquals(1, worker.started.size());
  }

  @Test
  void shouldEndAlongAChainOfAnyLength() {
    WorldNode roomy = world.add("roomy", Settings.submitter(LONG_CHAIN));
    world.run(2_000);
    List<JobId> chain = new ArrayList<>(List.of(roomy.submit("slow")));
    while (chain.size() < LONG_CHAIN) {
      chain.add(accepted(
          roomy.answer(new Command.Submit(spec(60_000).after(List.of(chain.getLast())), WorldNode.ORIGIN)))
          .id());
    }
    roomy.answer(new Command.Cancel(chain.getFirst()));
    assertEquals(JobState.CANCELLED, roomy.show(chain.getFirst()).state());
    assertEquals(JobState.FAILED, roomy.show(chain.getLast()).state());
    assertEquals(0, roomy.status().queued());
  }

  @Test
  void shouldEndOnceWhereBothThatItDependsOnEndTogether() {
    JobId first = owner.submit("slow");
    JobId left = submit("quick", first);
    JobId right = submit("quick", first);
    JobId last = submit("quick", left, right);
    owner.answer(new Command.Cancel(first));
    assertEquals("job " + left + ", which it depends on, ended as failed", owner.show(last).reason());
    assertEquals(0, owner.status().queued());
  }

  /** What one turn wrote had to fit 8 MiB, and counted as long as it has characters. */
  @Test
  void shouldEndAnyNumberOfLargeJobsTogether() {
    WorldNode roomy = world.add("roomy", Settings.submitter(1_000));
    world.run(2_000);
    JobId first = roomy.submit("slow");
    JobSpec large = new JobSpec("quick", Json.Obj.EMPTY.with("x", "é".repeat(24_000)), Priority.NORMAL,
        60_000,
        List.of(), Long.MAX_VALUE, 5, false, Optional.empty()).after(List.of(first));
    List<JobId> all = new ArrayList<>();
    Answer answer = roomy.answer(new Command.Submit(large, WorldNode.ORIGIN));
    while (answer instanceof Answer.Accepted taken) {
      all.add(taken.job().id());
      answer = roomy.answer(new Command.Submit(large, WorldNode.ORIGIN));
    }
    assertEquals(Answer.Reason.BUSY, assertInstanceOf(Answer.Refused.class, answer).reason());
    assertTrue(all.size() < (8 << 20) / 48_000, "as long as their text is on disk: " + all.size());
    roomy.answer(new Command.Cancel(first));
    assertEquals(0, roomy.status().queued());
    world.run(1_000);
    roomy.crash();
    roomy.start();
    for (JobId id : all) {
      assertEquals(JobState.FAILED, roomy.show(id).state());
    }
  }

  @Test
  void shouldCountItsDeadlineFromWhenItCouldBegin() {
    JobId slow = owner.submit("slow");
    JobId hurried = accepted(
        owner.answer(new Command.Submit(spec(2_000).after(List.of(slow)), WorldNode.ORIGIN))).id();
    world.await(60_000, () -> owner.completed(slow).isPresent());
    assertTrue(owner.show(slow).ageMs() > 2_000);
    world.await(10_000, () -> owner.completed(hurried).isPresent());
    Job ended = owner.show(hurried);
    assertEquals(JobState.COMPLETED, ended.state());
    assertTrue(ended.waitedMs() > 2_000 && ended.waitedMs() <= ended.ageMs(), ended.toString());
  }

  @Test
  void shouldRefuseWhatItCannotDependOn() {
    JobId failed = owner.submit("rejects");
    world.await(5_000, () -> owner.completed(failed).isPresent());
    assertEquals("depends_on: job " + failed
        + " ended as failed, so nothing that depends on it can begin",
        refused(failed, Answer.Reason.CONFLICT));
    JobId foreign = new JobId("aaaaaaaa", 1, 1);
    assertEquals("depends_on: job aaaaaaaa-1-1 belongs to another node;"
        + " a job depends only on jobs of its own node", refused(foreign, Answer.Reason.INVALID));
    JobId unknown = new JobId(failed.owner(), 7, 7);
    assertEquals("depends_on: there is no job " + unknown, refused(unknown, Answer.Reason.INVALID));
    assertEquals(0, owner.status().queued());
  }

  /** A circle would need a job that depends on itself, or on one that comes later: neither exists when it comes. */
  @Test
  void shouldTakeNoCircle() {
    JobId first = owner.submit("slow");
    JobId itself = new JobId(first.owner(), first.epoch(), first.sequence() + 1);
    assertEquals("depends_on: there is no job " + itself, refused(itself, Answer.Reason.INVALID));
    JobId later = new JobId(first.owner(), first.epoch(), first.sequence() + 2);
    assertEquals("depends_on: there is no job " + later, refused(later, Answer.Reason.INVALID));
    assertEquals(itself, submit("quick", first), "that name was free all the time");
  }

  @Test
  void shouldBeginAtOnceAfterWhatIsCompletedAlready() {
    JobId quick = owner.submit("quick");
    world.await(5_000, () -> owner.completed(quick).isPresent());
    JobId next = submit("quick", quick);
    world.await(5_000, () -> owner.completed(next).isPresent());
    assertEquals(JobState.COMPLETED, owner.show(next).state());
    assertEquals(0, owner.show(next).waitedMs());
  }

  @Test
  void shouldWaitOnAfterARestart() {
    JobId slow = owner.submit("slow");
    JobId next = submit("quick", slow);
    world.await(5_000, () -> !worker.started.isEmpty());
    owner.crash();
    world.run(1_000);
    owner.start();
    world.run(1_000);
    assertEquals("waits for job " + slow, owner.show(next).reason());
    world.await(60_000, () -> owner.completed(next).isPresent());
    assertEquals(JobState.COMPLETED, owner.show(next).state());
  }

  @Test
  void shouldNeverLoseOrHoldBackAFollowerWheneverThePowerFails() {
    for (int afterMs = 0; afterMs < 40; afterMs++) {
      World again = new World(200 + afterMs);
      WorldNode here = again.add("owner", Settings.submitter());
      again.add("worker", Settings.worker(1), "quick");
      JobId first = here.submit("quick");
      JobId second = accepted(
          here.answer(new Command.Submit(spec(60_000).after(List.of(first)), WorldNode.ORIGIN))).id();
      again.run(afterMs * 10);
      here.crash();
      again.run(100);
      here.start();
      again.await(60_000, () -> here.completed(second).isPresent());
      assertEquals(JobState.COMPLETED, here.show(second).state(),
          "power failed after " + afterMs * 10 + " ms");
    }
  }

  private JobId submit(String kind, JobId... needs) {
    return accepted(owner.answer(
        new Command.Submit(JobSpec.of(kind, Json.Obj.EMPTY).after(Arrays.asList(needs)), WorldNode.ORIGIN)))
        .id();
  }

  private String refused(JobId need, Answer.Reason reason) {
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.Submit(spec(60_000).after(List.of(need)), WorldNode.ORIGIN)));
    assertEquals(reason, refused.reason());
    assertEquals(Optional.of("depends_on"), refused.field());
    return refused.message();
  }

  private static Job accepted(Answer answer) {
    return assertInstanceOf(Answer.Accepted.class, answer).job();
  }

  private static JobSpec spec(long timeoutMs) {
    return new JobSpec("quick", Json.Obj.EMPTY, Priority.NORMAL, timeoutMs, List.of(), Long.MAX_VALUE, 5,
        false, Optional.empty());
  }
}
