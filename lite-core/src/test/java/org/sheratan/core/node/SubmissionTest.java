package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Trust;

class SubmissionTest {
  private final World world = new World(6);
  private final WorldNode owner = world.add("owner",
      new NodeSettings(0, 0, SubmitLimits.onlyDepth(3), new TreeMap<>(), 1, false));

  @Test
  void shouldSayAtOnceThatNoOtherNodeWasHeard() {
    Answer.Refused refused = refused(JobSpec.of("quick", Json.Obj.EMPTY));
    assertEquals(Answer.Reason.NO_CAPABLE_NODE, refused.reason());
    assertEquals("no node runs quick; no other node heard yet", refused.message());
    assertEquals("sheratan node list", refused.fix());
    assertEquals(0, owner.status().queued());
  }

  @Test
  void shouldNameWhatIsOfferedInstead() {
    world.add("worker", Settings.worker(1), "slow", "once");
    assertEquals("no node runs quick (offered: once, slow)",
        refused(JobSpec.of("quick", Json.Obj.EMPTY)).message());
  }

  @Test
  void shouldNameTheNearestOffer() {
    gpu("node-e4", "gpu:4G");
    gpu("node-e5", "gpu:8G");
    assertEquals("no node offers gpu:80G (best: node-e5 gpu:8G)", refused(needing("gpu:80G")).message());
    assertEquals("no node offers camera", refused(needing("camera")).message());
    assertTrue(owner.submit(needing("gpu:6G")).sequence() > 0);
  }

  /** Known from announces, so that nothing has to be asked for. */
  @Test
  void shouldSayWithinASecondThatNobodyInAMeshHasAGpu() {
    for (int node = 0; node < 20; node++) {
      world.add("node-" + node, Settings.worker(1), "quick");
    }
    long askedMs = world.nowMs;
    assertEquals("no node offers gpu", refused(needing("gpu")).message());
    assertTrue(world.nowMs - askedMs <= 1_000, world.nowMs - askedMs + " ms");
    assertEquals(0, owner.status().queued());
  }

  /** A clock that was never set was shown as the time of acceptance. */
  @Test
  void shouldKeepNoTimeThatNobodyVouchesFor() {
    world.add("worker", Settings.worker(1), "quick");
    assertTrue(owner.show(owner.submit("quick")).acceptedWallMs() > 0);
    owner.quality = WallQuality.NONE;
    assertEquals(0, owner.show(owner.submit("quick")).acceptedWallMs());
  }

  @Test
  void shouldNotCountOnABlockedNode() {
    WorldNode worker = world.add("worker", Settings.worker(1), "quick");
    assertInstanceOf(Answer.Done.class, owner.answer(new Command.SetTrust(worker.id(), Trust.BLOCKED)));
    assertEquals(Answer.Reason.NO_CAPABLE_NODE, refused(JobSpec.of("quick", Json.Obj.EMPTY)).reason());
  }

  @Test
  void shouldTellItsDecisionsAboutNodes() {
    WorldNode worker = world.add("worker", Settings.worker(1), "quick");
    owner.answer(new Command.SetTrust(worker.id(), Trust.BLOCKED));
    Answer.Nodes nodes = assertInstanceOf(Answer.Nodes.class, owner.answer(new Command.ListNodes()));
    assertEquals(Map.of(worker.id(), Trust.BLOCKED), nodes.decided());
  }

  @Test
  void shouldSayWhenADecisionIsNotKept() {
    WorldNode worker = world.add("worker", Settings.worker(1), "quick");
    assertEquals(Answer.Reason.INVALID, assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.SetTrust(owner.id(), Trust.BLOCKED))).reason());
    owner.mesh.full = true;
    assertEquals(Answer.Reason.TOO_LARGE, assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.SetTrust(worker.id(), Trust.BLOCKED))).reason());
  }

  @Test
  void shouldTakeAKindItDoesNotKnowWhenAPeerOffersIt() {
    world.add("worker", Settings.worker(1), "alchemy");
    assertEquals("alchemy", owner.show(owner.submit("alchemy")).spec().kind());
  }

  @Test
  void shouldCallAPeerForBidsWhoseCardIsNotHereYet() {
    WorldNode worker = world.add("worker", Settings.worker(1), "quick");
    owner.mesh.hear(worker.id(), CapabilityFilter.of(List.of("quick")));
    JobId id = owner.submit("quick");
    world.await(3_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.COMPLETED, owner.show(id).state());
  }

  /** Jobs waited for the next announce of the only node that could do them, after a radio was tuned otherwise. */
  @Test
  void shouldHaveTheMeshAskForAWayToWhoCouldDoIt() {
    WorldNode worker = world.add("worker", Settings.worker(1), "quick");
    owner.mesh.withoutWay.add(worker.id());
    JobId id = owner.submit("quick");
    world.run(60_000);
    assertEquals("no capable node in reach", owner.show(id).reason());
    int asked = owner.mesh.sought.size();
    assertTrue(asked >= 2 && asked <= 5, "asked " + asked + " times within a minute");
    owner.mesh.withoutWay.clear();
    world.await(60_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.COMPLETED, owner.show(id).state());
  }

  @Test
  void shouldSayWhyAPeerThatOnlySeemedCapableDeclined() {
    WorldNode worker = world.add("worker", Settings.worker(1), "slow");
    owner.mesh.hear(worker.id(), new CapabilityFilter(-1));
    JobId id = owner.submit("quick");
    world.run(2_000);
    assertTrue(owner.show(id).reason().contains("declined: does not run quick"), owner.show(id).reason());
  }

  @Test
  void shouldGiveTheSameJobForTheSameKeyAndRequest() {
    world.add("worker", Settings.worker(1), "quick");
    JobSpec spec = keyed("quick", "k1");
    JobId first = owner.submit(spec);
    Answer.Accepted known = assertInstanceOf(Answer.Accepted.class,
        owner.answer(new Command.Submit(spec, WorldNode.ORIGIN)));
    assertTrue(known.known());
    assertEquals(first, known.job().id());
    world.await(3_000, () -> world.witness.ended.containsKey(first));
    owner.crash();
    owner.start();
    known = assertInstanceOf(Answer.Accepted.class, owner.answer(new Command.Submit(spec, WorldNode.ORIGIN)));
    assertEquals(first, known.job().id());
    assertEquals(JobState.COMPLETED, known.job().state());
    assertFalse(owner.submit(keyed("quick", "k2")).equals(first));
  }

  /** Found in review: a repeat of an ended job was answered from the index, which may have lost it. */
  @Test
  void shouldKnowARepeatedRequestWhateverTheIndexLost() {
    world.add("worker", Settings.worker(1), "quick");
    WorldNode forgetful = new WorldNode(world, "forgetful", Settings.submitter());
    forgetful.indexes = ForgetfulIndex::new;
    world.add(forgetful);
    JobSpec spec = keyed("quick", "k1");
    JobId first = forgetful.submit(spec);
    world.await(3_000, () -> world.witness.ended.containsKey(first));
    world.run(1_000);
    Answer.Refused lost = assertInstanceOf(Answer.Refused.class, forgetful.answer(new Command.Show(first)));
    assertEquals(Answer.Reason.NOT_FOUND, lost.reason(), "the index did lose it");
    Answer.Accepted known = assertInstanceOf(Answer.Accepted.class,
        forgetful.answer(new Command.Submit(spec, WorldNode.ORIGIN)));
    assertEquals(first, known.job().id());
    assertEquals(JobState.COMPLETED, known.job().state());
    assertTrue(known.known());
  }

  @Test
  void shouldRefuseAnotherRequestUnderAKnownKey() {
    world.add("worker", Settings.worker(1), "quick", "slow");
    JobId first = owner.submit(keyed("quick", "k1"));
    Answer.Refused refused = refused(keyed("slow", "k1"));
    assertEquals(Answer.Reason.CONFLICT, refused.reason());
    assertEquals("idempotency key already names job " + first + ", another request", refused.message());
  }

  @Test
  void shouldRefuseMoreThanItMayQueue() {
    world.add("worker", Settings.worker(1), "slow");
    for (int job = 0; job < 3; job++) {
      owner.submit("slow");
    }
    Answer.Refused refused = refused(JobSpec.of("slow", Json.Obj.EMPTY));
    assertEquals(Answer.Reason.BUSY, refused.reason());
    assertEquals("3 jobs are queued here, the limit is 3 (dispatch.max_queued)", refused.message());
  }

  @Test
  void shouldNameTheLimitThatParamsExceed() {
    Answer.Refused refused = refused(JobSpec.of("quick", Json.Obj.EMPTY.with("text", "x".repeat(60_000))));
    assertEquals(Answer.Reason.TOO_LARGE, refused.reason());
    assertEquals("params are 60011 bytes, the limit is 49152 bytes", refused.message());
  }

  @Test
  void shouldNameTheFieldThatIsWrong() {
    JobSpec plain = JobSpec.of("quick", Json.Obj.EMPTY);
    assertEquals(Optional.of("timeout_s"), refused(with(plain, 5, 5)).field());
    Answer.Refused refused = refused(with(plain, 1_000, 50));
    assertEquals(Answer.Reason.INVALID, refused.reason());
    assertEquals("max_attempts: expected 1 to 20", refused.message());
    assertEquals(Optional.of("max_attempts"), refused.field());
  }

  @Test
  void shouldServeHigherPrioritiesFirst() {
    WorldNode worker = world.add("worker",
        new NodeSettings(1, 0, SubmitLimits.onlyDepth(10), new TreeMap<>(), 1, false), "quick");
    WorldNode busy = world.add("submitter", Settings.submitter());
    world.cut = (from, to) -> true;
    JobId low = busy.submit(priority(Priority.BULK));
    JobId high = busy.submit(priority(Priority.EMERGENCY));
    world.run(1_000);
    world.cut = (from, to) -> false;
    world.await(20_000, () -> world.witness.ended.size() == 2);
    assertEquals(2, worker.started.size());
    assertEquals(JobState.COMPLETED, busy.show(low).state());
    assertEquals(JobState.COMPLETED, busy.show(high).state());
  }

  @Test
  void shouldListLiveAndEndedJobsNewestFirstByPages() {
    world.add("worker", Settings.worker(1), "quick", "slow");
    for (int job = 0; job < 5; job++) {
      JobId id = owner.submit("quick");
      world.await(20_000, () -> world.witness.ended.containsKey(id));
    }
    owner.crash();
    owner.start();
    owner.submit("slow");
    owner.submit("slow");
    Answer.Jobs first = list(Optional.empty(), Optional.empty());
    assertEquals(List.of("2-2", "2-1", "1-5"), numbers(first));
    Answer.Jobs second = list(Optional.empty(), first.next());
    assertEquals(List.of("1-4", "1-3", "1-2"), numbers(second));
    Answer.Jobs third = list(Optional.empty(), second.next());
    assertEquals(List.of("1-1"), numbers(third));
    assertTrue(third.next().isEmpty());
    assertEquals(List.of("1-5", "1-4", "1-3"),
        numbers(list(Optional.of(JobState.COMPLETED), Optional.empty())));
  }

  @Test
  void shouldSayWhoOwnsAJobThatIsNotHere() {
    Answer elsewhere = owner.answer(new Command.Show(new JobId("aaaaaaaa", 1, 1)));
    assertEquals("job aaaaaaaa-1-1 is owned by node aaaaaaaa, not by this one",
        assertInstanceOf(Answer.Refused.class, elsewhere).message());
    Answer unknown = owner.answer(new Command.Show(new JobId(owner.id().shortName(), 9, 9)));
    assertEquals(Answer.Reason.NOT_FOUND, assertInstanceOf(Answer.Refused.class, unknown).reason());
  }

  private Answer.Refused refused(JobSpec spec) {
    return assertInstanceOf(Answer.Refused.class, owner.answer(new Command.Submit(spec, WorldNode.ORIGIN)));
  }

  private void gpu(String name, String offer) {
    WorldNode node = new WorldNode(world, name, Settings.worker(1), "quick");
    node.offers = List.of(offer);
    world.add(node);
  }

  private Answer.Jobs list(Optional<JobState> state, Optional<JobId> after) {
    return assertInstanceOf(Answer.Jobs.class, owner.answer(new Command.ListJobs(state, after, 3)));
  }

  private static List<String> numbers(Answer.Jobs page) {
    return page.jobs().stream().map(Job::id).map(id -> id.epoch() + "-" + id.sequence()).toList();
  }

  private static JobSpec needing(String need) {
    JobSpec plain = JobSpec.of("quick", Json.Obj.EMPTY);
    return new JobSpec("quick", plain.params(), Priority.NORMAL, 60_000, List.of(need), Long.MAX_VALUE, 5,
        false,
        Optional.empty());
  }

  private static JobSpec keyed(String kind, String key) {
    return new JobSpec(kind, Json.Obj.EMPTY, Priority.NORMAL, 60_000, List.of(), Long.MAX_VALUE, 5, false,
        Optional.of(key));
  }

  private static JobSpec with(JobSpec plain, long timeoutMs, int maxAttempts) {
    return new JobSpec(plain.kind(), plain.params(), plain.priority(), timeoutMs, plain.needs(),
        plain.maxPriceMicros(), maxAttempts, plain.rerunUnknown(), plain.idempotencyKey());
  }

  private static JobSpec priority(Priority priority) {
    return new JobSpec("quick", Json.Obj.EMPTY, priority, 60_000, List.of(), Long.MAX_VALUE, 5, false,
        Optional.empty());
  }
}
