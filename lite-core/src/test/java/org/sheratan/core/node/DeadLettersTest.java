package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Retry;
import org.sheratan.radio.frame.Priority;

class DeadLettersTest {
  private static final Origin PERSON = new Origin(Origin.Zone.CONSOLE, "ada");

  private final World world = new World(21);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode worker = world.add("worker", Settings.worker(2), "quick", "slow", "once", "rejects",
      "fails");

  @Test
  void shouldSayOfWhichClassEachFailureIs() {
    JobId permanent = owner.submit("rejects");
    JobId dependency = owner.submit(JobSpec.of("quick", Json.Obj.EMPTY).after(List.of(permanent)));
    JobId failing = owner.submit(spec("fails", 300_000, 2));
    JobId late = owner.submit(spec("slow", 5_000, 5));
    JobId fine = owner.submit("quick");
    JobId unwanted = owner.submit("slow");
    owner.answer(new Command.Cancel(unwanted));
    world.await(20_000, () -> owner.status().queued() == 0);
    assertEquals(Optional.of(FailureClass.PERMANENT), failure(permanent));
    assertEquals(Optional.of(FailureClass.DEPENDENCY), failure(dependency));
    assertEquals(Optional.of(FailureClass.TRANSIENT), failure(failing));
    assertEquals(Optional.of(FailureClass.TRANSIENT), failure(late));
    assertEquals(Retry.NONE.failure(), failure(fine));
    assertEquals(List.of(late, failing, dependency, permanent), dead(Optional.empty()));
    assertEquals(List.of(late, failing), dead(Optional.of(FailureClass.TRANSIENT)));
    assertEquals(List.of(), dead(Optional.of(FailureClass.CAPABILITY)));
  }

  @Test
  void shouldSayThatNobodyIsLeftWhoCould() {
    JobId id = owner.submit(spec("quick", 10_000, 5));
    worker.kill();
    world.await(30_000, () -> owner.completed(id).isPresent());
    assertEquals(JobState.EXPIRED, owner.show(id).state());
    assertEquals(List.of(id), dead(Optional.of(FailureClass.CAPABILITY)));
  }

  /** Whether a job was asked for once more already was told by the index, which may have lost it. */
  @Test
  void shouldRequeueOnceWhateverTheIndexLost() {
    WorldNode forgetful = new WorldNode(world, "forgetful", Settings.submitter());
    forgetful.indexes = ForgetfulIndex::new;
    world.add(forgetful);
    JobId old = forgetful.submit("rejects");
    world.await(5_000, () -> world.witness.ended.containsKey(old));
    world.run(1_000);
    assertInstanceOf(Answer.Accepted.class, forgetful.answer(new Command.Requeue(old, PERSON)));
    Answer.Refused again = assertInstanceOf(Answer.Refused.class,
        forgetful.answer(new Command.Requeue(old, PERSON)));
    assertEquals(Answer.Reason.CONFLICT, again.reason(), again.message());
  }

  @Test
  void shouldAskOnceMoreAndLinkBothWays() {
    JobId old = owner.submit(new JobSpec("rejects", Json.Obj.EMPTY.with("path", "a"), Priority.HIGH, 60_000,
        List.of(), 50, 3, false, Optional.of("key")));
    world.await(5_000, () -> owner.completed(old).isPresent());
    Job fresh = accepted(new Command.Requeue(old, PERSON));
    assertEquals(owner.show(old).spec().withoutKey(), fresh.spec());
    assertEquals(PERSON, fresh.notes().origin());
    assertEquals(Optional.of(old), fresh.notes().retry().of());
    owner.crash();
    world.run(100);
    owner.start();
    world.run(1_000);
    assertEquals(Optional.of(fresh.id()), owner.show(old).notes().retry().as());
    assertEquals(JobState.FAILED, owner.show(old).state());
    world.await(30_000, () -> owner.completed(fresh.id()).isPresent());
    assertEquals(Optional.of(old), owner.show(fresh.id()).notes().retry().of());
    assertEquals(List.of(fresh.id()), dead(Optional.empty()));
  }

  @Test
  void shouldDependOnWhatTheOthersWereRequeuedAs() {
    worker.kill();
    JobId first = owner.submit(spec("quick", 2_000, 5));
    JobId second = owner.submit(JobSpec.of("quick", Json.Obj.EMPTY).after(List.of(first)));
    world.await(10_000, () -> owner.status().queued() == 0);
    assertRefused(Answer.Reason.CONFLICT, second, "so nothing that depends on it can begin");
    worker.start();
    world.run(1_000);
    Job again = accepted(new Command.Requeue(first, PERSON));
    Job follower = accepted(new Command.Requeue(second, PERSON));
    assertEquals(List.of(again.id()), follower.spec().dependsOn());
    world.await(30_000, () -> owner.completed(follower.id()).isPresent());
    assertEquals(JobState.COMPLETED, owner.show(follower.id()).state());
    assertEquals(List.of(), dead(Optional.empty()));
  }

  @Test
  void shouldAskOnceMoreOnlyForWhatIsDead() {
    JobId done = owner.submit("quick");
    world.await(5_000, () -> owner.completed(done).isPresent());
    assertRefused(Answer.Reason.CONFLICT, done, "job " + done
        + " is completed; only what ended as failed, expired or outcome_unknown is asked for once more");
    JobId running = owner.submit("slow");
    assertRefused(Answer.Reason.CONFLICT, running, "job " + running + " is ");
    assertRefused(Answer.Reason.NOT_FOUND, new JobId(done.owner(), 9, 9), "no job");
    JobId old = owner.submit("rejects");
    world.await(5_000, () -> owner.completed(old).isPresent());
    JobId fresh = accepted(new Command.Requeue(old, PERSON)).id();
    assertRefused(Answer.Reason.CONFLICT, old, "asked for once more already, as job " + fresh);
  }

  /** What may have run once runs again when a person says so. */
  @Test
  void shouldRequeueWhatEndedUnknown() {
    JobId old = owner.submit("once");
    world.await(5_000, () -> !worker.started.isEmpty());
    worker.crash();
    world.run(500);
    worker.start();
    world.await(5_000, () -> owner.completed(old).isPresent());
    assertEquals(JobState.OUTCOME_UNKNOWN, owner.show(old).state());
    JobId fresh = accepted(new Command.Requeue(old, PERSON)).id();
    world.await(60_000, () -> owner.completed(fresh).isPresent());
    assertEquals(JobState.COMPLETED, owner.show(fresh).state());
  }

  @Test
  void shouldKeepAPauseAfterAFailureOverARestart() {
    JobId id = owner.submit(spec("fails", 300_000, 20));
    world.await(60_000, () -> worker.started.size() == 6);
    world.run(1_000);
    long leftMs = owner.show(id).retryInMs().orElseThrow();
    assertTrue(leftMs > 10_000, "pauses " + leftMs + " ms");
    owner.crash();
    world.run(100);
    owner.start();
    assertTrue(owner.show(id).retryInMs().orElseThrow() > leftMs - 1_000);
    world.run(leftMs - 2_000);
    assertEquals(6, worker.started.size());
    world.await(40_000, () -> worker.started.size() == 7);
    assertEquals(Optional.empty(), owner.show(id).retryInMs());
  }

  @Test
  void shouldRefuseAnUnreasonableLimit() {
    Answer refused = owner.answer(new Command.ListDead(Optional.empty(), Optional.empty(), 0));
    assertEquals(Answer.Reason.INVALID, assertInstanceOf(Answer.Refused.class, refused).reason());
  }

  private Optional<FailureClass> failure(JobId id) {
    return owner.show(id).notes().retry().failure();
  }

  private List<JobId> dead(Optional<FailureClass> of) {
    List<JobId> found = new ArrayList<>();
    assertInstanceOf(Answer.Jobs.class, owner.answer(new Command.ListDead(of, Optional.empty(), 100))).jobs()
        .forEach(job -> found.add(job.id()));
    return found;
  }

  private Job accepted(Command command) {
    return assertInstanceOf(Answer.Accepted.class, owner.answer(command)).job();
  }

  private void assertRefused(Answer.Reason reason, JobId job, String words) {
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.Requeue(job, PERSON)));
    assertEquals(reason, refused.reason());
    assertTrue(refused.message().contains(words), refused.message());
  }

  private static JobSpec spec(String kind, long timeoutMs, int maxAttempts) {
    return new JobSpec(kind, Json.Obj.EMPTY, Priority.NORMAL, timeoutMs, List.of(), Long.MAX_VALUE,
        maxAttempts,
        false, Optional.empty());
  }
}
