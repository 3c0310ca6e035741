package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.health.SystemState;
import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.ChainContext;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.lcp.Row;
import org.sheratan.core.lcp.Wanted;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshEvent;

class ChainsTest extends ChainWorld {
  /** Each worker has done something for the owner: strangers bid for one job at a time (decision 0065). */
  private void acquaint() {
    for (WorldNode only : workers) {
      world.cut = (from, to) -> (from == owner ? to : from) != only;
      owner.submit("read");
      world.run(20_000);
      assertTrue(only.started.size() > 0, only + " was asked");
    }
    world.cut = (from, to) -> false;
    world.run(20_000);
  }

  @Test
  void shouldMapAndReduceOverThreeNodes() {
    acquaint();
    Chain chain = ended(submit(mapReduce()));
    assertEquals(Optional.of(json("{'letters':21,'all':14,'text':'of a and more'}")), chain.answer(),
        chain.reason());
    TreeSet<String> nodes = new TreeSet<>();
    for (Row row : chain.rows().subList(1, 4)) {
      nodes.add(owner.show(row.job().orElseThrow()).worker().orElseThrow().toString());
    }
    assertEquals(3, nodes.size(), "each part on a node of its own");
    Job reduce = owner.show(chain.rows().get(4).job().orElseThrow());
    assertEquals(new Origin(Origin.Zone.CHAIN, chain.id().toString()), reduce.notes().origin());
    assertEquals(3, reduce.spec().dependsOn().size());
    assertEquals(Optional.empty(), reduce.spec().idempotencyKey(), "a key could be guessed, and taken");
    assertEquals(json("{'parts':[3,7,11]}"), reduce.spec().params());
  }

  /** Follow-ups begin exactly once, whenever the owner loses power. */
  @Test
  void shouldGoOnExactlyOnceAfterAPowerCutAtAnyPoint() {
    for (long cutMs = 1; cutMs < 900; cutMs += 61) {
      Chain begun = submit(mapReduce());
      world.run(cutMs);
      owner.crash();
      owner.start();
      Chain chain = ended(begun);
      assertEquals(Chain.State.COMPLETED, chain.state(), "cut after " + cutMs + " ms: " + chain.reason());
      assertEquals(5, jobs(begun.mission()), "cut after " + cutMs + " ms");
    }
  }

  @Test
  void shouldFailWhenAStepDoes() {
    workers.forEach(worker -> worker.gives.put("total", order -> json("{'ok':true}")));
    assertEquals("answer.letters: the result has no .sum", ended(submit(mapReduce())).reason());
    Plan hopeless = new Plan(MISSION, List.of(step("a", "alchemy", "{}"), step("b", "walk_tree", "{}", "a")),
        Optional.empty(), 60_000);
    Chain chain = ended(submit(hopeless));
    assertTrue(chain.reason().startsWith("step a: refused: no node runs alchemy"), chain.reason());
    assertEquals("needs step a", chain.rows().get(1).reason());
  }

  @Test
  void shouldRefuseABrokenPlanAndKeepNothingOfIt() {
    Plan broken = new Plan(MISSION, List.of(step("a", "walk_tree", "{}", "b")), Optional.empty(), 60_000);
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.SubmitPlan(broken, Asking.once(Origin.UNKNOWN))));
    assertEquals("steps[0]: step a needs b, which is no step", refused.message());
    assertEquals(Optional.of("steps[0]"), refused.field());
    assertEquals(List.of(), assertInstanceOf(Answer.Missions.class,
        owner.answer(new Command.ListMissions(Optional.empty(), 10))).missions());
    assertTrue(owner.store.under("chain/").isEmpty());
  }

  @Test
  void shouldFollowWhatAPlannerAsksFor() {
    planned = MORE.formatted("{'kind':'walk_tree'},{'kind':'lines','params':{'inputs_from_job_result':"
        + "{'job_id':'parent','json_path':'jobs','target_param':'files',"
        + "'transform':{'op':'filter_suffix','suffixes':['none']}}}},{'kind':'read'}");
    Chain chain = ended(begin());
    assertEquals(Chain.State.COMPLETED, chain.state(), chain.reason());
    assertEquals(Optional.of(new Json.Null()), chain.answer());
    assertEquals(4, chain.rows().size());
    ChainContext context = assertInstanceOf(Answer.Context.class,
        owner.answer(new Command.ShowContext(chain.id()))).context();
    assertEquals(List.of("a", "bb", "ccc", "dddd", "eeeee", "ffffff"), context.fileList());
    assertEquals("hello", context.fileBlobs().get("a"));
    Chain listed = list(chain.mission()).getFirst();
    assertEquals(List.of(chain.id(), chain.state(), 4, chain.used()),
        List.of(listed.id(), listed.state(), listed.rows().size(), listed.used()));
    assertEquals(Optional.empty(), listed.answer());
    listed.rows().forEach(row -> assertEquals(Json.Obj.EMPTY, row.wanted().params()));
  }

  @Test
  void shouldBeginAMissionWholeOrNotAtAll() {
    planned = "{'ok':true,'lcp_version':'1','type':'final_answer','answer':{'n':1}}";
    Command begin = new Command.BeginMission(MISSION,
        new Task.Draft("plan", "", "agent_plan", Json.Obj.EMPTY), new Origin(Origin.Zone.CORE_V2, ""));
    Chain chain = ended(assertInstanceOf(Answer.OneChain.class, owner.answer(begin)).chain());
    assertEquals(Optional.of(json("{'n':1}")), chain.answer());
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.BeginMission(MISSION, new Task.Draft("plan", "", "alchemy", Json.Obj.EMPTY),
            new Origin(Origin.Zone.CORE_V2, ""))));
    assertEquals(Answer.Reason.NO_CAPABLE_NODE, refused.reason());
    assertEquals(List.of(chain.mission()), assertInstanceOf(Answer.Missions.class,
        owner.answer(new Command.ListMissions(Optional.empty(), 10))).missions().stream().map(Mission::id)
        .toList());
  }

  @Test
  void shouldEndWithTheAnswerAndCancelWhatIsLeft() {
    planned = MORE.formatted("{'kind':'slow'},{'kind':'agent_plan','params':{'again':1}}");
    replanned = "{'ok':true,'lcp_version':'1','type':'final_answer','answer':{'n':1}}";
    Chain chain = ended(begin());
    assertEquals(Optional.of(json("{'n':1}")), chain.answer(), chain.reason());
    world.run(1_000);
    assertEquals(JobState.CANCELLED, owner.show(chain.rows().get(1).job().orElseThrow()).state());
  }

  @Test
  void shouldStopEnvelopesThatTryTooMuch() {
    planned = MORE
        .formatted("{'kind':'ping'},".repeat(9_999).replace("'ping'", "'a'") + "{'kind':'walk_tree'}");
    Chain chain = ended(begin());
    assertTrue(chain.reason().contains("10000 items exceed 25"), chain.reason());
    assertEquals(1, jobs(chain.mission()));
    planned = MORE.formatted("{'kind':'read_file','params':{'path':'../../etc/shadow'}}");
    chain = ended(begin());
    assertTrue(chain.reason().startsWith("row 2: refused: "), chain.reason());
    assertEquals(1, jobs(chain.mission()));
    planned = MORE.formatted("{'kind':'walk_tree','params':{'a':" + "[".repeat(27) + "]".repeat(27) + "}}");
    chain = ended(begin());
    assertTrue(chain.reason().endsWith("nested deeper than 24"), chain.reason());
    assertEquals(1, jobs(chain.mission()));
  }

  /** In the original a chain that never ends went on for ever. */
  @Test
  void shouldEndAfterTheTimeTheOriginalNeverChecked() {
    workers.forEach(worker -> worker.toolMs = 400_000);
    planned = MORE.formatted("{'kind':'slow'}");
    Chain begun = begin();
    world.run(299_000);
    assertEquals(Chain.State.RUNNING, show(begun.id()).state());
    world.run(2_000);
    Chain chain = show(begun.id());
    assertEquals("300 s are over", chain.reason());
    world.run(1_000);
    assertTrue(owner.show(chain.rows().get(1).job().orElseThrow()).state().terminal());
  }

  /** Restarts gave a chain all of its time again. */
  @Test
  void shouldCountItsTimeOverRestarts() {
    workers.forEach(worker -> worker.toolMs = 400_000);
    Chain begun = submit(new Plan(MISSION, List.of(step("a", "slow", "{}")), Optional.empty(), 60_000));
    world.run(40_000);
    owner.crash();
    owner.start();
    world.run(15_000);
    assertEquals(Chain.State.RUNNING, show(begun.id()).state());
    world.run(20_000);
    assertEquals("60 s are over", show(begun.id()).reason());
  }

  @Test
  void shouldGoWithItsMission() {
    Chain running = submit(mapReduce());
    owner.answer(new Command.DeleteMission(running.mission(), Optional.empty()));
    world.run(5_000);
    assertEquals(Answer.Reason.NOT_FOUND, assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.ShowChain(running.id()))).reason());
    assertTrue(owner.store.under("chain/").isEmpty());
    assertEquals(0, owner.status().queued());
    Chain done = ended(submit(mapReduce()));
    owner.answer(new Command.DeleteMission(done.mission(), Optional.empty()));
    assertEquals(Answer.Reason.NOT_FOUND, assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.ShowChain(done.id()))).reason());
  }

  /** A client that counted along took the names of a chain's jobs before the chain did. */
  @Test
  void shouldNotBeStoppedByAClientThatGuessesItsKeys() {
    ChainId next = submit(mapReduce()).id();
    for (int chain = 2; chain < 4; chain++) {
      for (int row = 1; row <= 5; row++) {
        JobSpec spec = JobSpec.of("read", Json.Obj.EMPTY.with("n", row));
        owner.submit(new JobSpec(spec.kind(), spec.params(), spec.priority(), spec.timeoutMs(), spec.needs(),
            spec.maxPriceMicros(), 5, false,
            Optional.of("spec:" + new ChainId(next.owner(), next.epoch(), chain) + "/" + row)));
      }
    }
    Chain guessed = submit(mapReduce());
    assertEquals(2, guessed.id().sequence());
    assertEquals(Chain.State.COMPLETED, ended(guessed).state(), () -> show(guessed.id()).reason());
  }

  /** What had been begun was refused when it was asked for again, because it was there. */
  @Test
  void shouldTellOfAChainThatIsAskedForAgainThoughThereIsRoomForNoOther() {
    planned = "{'ok':true,'lcp_version':'1','type':'final_answer','answer':{'n':1}}";
    world.cut = (from, to) -> true;
    JobSpec first = plans(Json.Obj.EMPTY);
    JobSpec keyed = new JobSpec(first.kind(), first.params(), first.priority(), first.timeoutMs(),
        first.needs(), first.maxPriceMicros(), 5, false, Optional.of("once"), List.of(), first.task());
    Chain begun = begun(keyed);
    for (int more = 1; more < 64; more++) {
      begun(first);
    }
    assertEquals(Answer.Reason.BUSY, assertInstanceOf(Answer.Refused.class, answer(first)).reason());
    assertEquals(begun.id(), begun(keyed).id());
    world.cut = (from, to) -> false;
    while (list(begun.mission()).stream().anyMatch(chain -> !chain.ended())) {
      world.run(2_000);
    }
    Answer.Refused full = assertInstanceOf(Answer.Refused.class, answer(first));
    assertEquals(Answer.Reason.CONFLICT, full.reason(), "waiting makes no room in that mission");
    assertEquals("mission " + begun.mission() + " has 64 chains, which is the limit", full.message());
    assertEquals(begun.id(), begun(keyed).id());
    assertEquals(64, list(begun.mission()).size());
  }

  /** The end of a job was on disk, and its chain waited for it for ever. */
  @Test
  void shouldHearAfterARestartOfWhatEndedWhileTheNodeWasInDoubt() {
    planned = MORE.formatted("{'kind':'agent_plan','params':{'n':1}}");
    replanned = "{'ok':true,'lcp_version':'1','type':'final_answer','answer':{'n':1}}";
    owner.mesh.tell(new MeshEvent.SelfHeard(5));
    owner.turn();
    world.run(1_000);
    Chain begun = begin();
    awaited(begun, chain -> workers.stream().mapToLong(worker -> worker.started.size()).sum() == 2);
    owner.mesh.behind = Optional.of(new MeshEvent.SelfHeard(owner.store.epoch() + 65_536));
    world.run(5_000);
    JobId last = show(begun.id()).rows().get(1).job().orElseThrow();
    assertEquals(JobState.COMPLETED, owner.show(last).state());
    assertEquals(Row.State.SUBMITTED, show(begun.id()).rows().get(1).state(),
        "it lost its epoch in that turn");
    owner.kill();
    owner.start();
    assertEquals(Optional.of(json("{'n':1}")), ended(begun).answer());
  }

  /** A job that a person had to decide about failed with its chain, five minutes later. */
  @Test
  void shouldWaitForAPersonLongerThanItsOwnTime() {
    planned = MORE.formatted("{'kind':'read','params':{'path':'/data/log.txt'}}");
    Chain begun = begin();
    world.run(200_000);
    JobId held = show(begun.id()).rows().get(1).job().orElseThrow();
    assertEquals(JobState.HELD, owner.show(held).state());
    owner.crash();
    owner.start();
    world.run(3_000_000);
    Chain waits = show(begun.id());
    assertEquals(Chain.State.RUNNING, waits.state(), waits.reason());
    assertTrue(waits.ageMs() < 60_000, waits.ageMs() + " ms");
    owner.answer(new Command.DecideHeld(held, true, new Origin(Origin.Zone.CONSOLE, ""), "looked at"));
    assertEquals(Chain.State.COMPLETED, ended(begun).state());
    begun = begin();
    world.run(2_000);
    JobId late = show(begun.id()).rows().get(1).job().orElseThrow();
    workers.forEach(worker -> worker.gives.remove("read"));
    world.cut = (from, to) -> true;
    owner.answer(new Command.DecideHeld(late, true, new Origin(Origin.Zone.CONSOLE, ""), "looked at"));
    world.run(301_000);
    assertEquals("300 s are over", show(begun.id()).reason(), "its clock goes again");
  }

  @Test
  void shouldWaitUntilTheNodeTakesOnWorkOfItsOwnAccordAgain() {
    workers.forEach(worker -> worker.toolMs = 100_000);
    planned = MORE.formatted("{'kind':'slow'}");
    Chain begun = begin();
    owner.answer(new Command.MoveState(SystemState.PAUSED, "a look around", "test", Json.Obj.EMPTY));
    world.run(1_000_000);
    assertEquals(Chain.State.RUNNING, show(begun.id()).state());
    owner.answer(new Command.MoveState(SystemState.OPERATIONAL, "seen enough", "test", Json.Obj.EMPTY));
    world.run(120_000);
    assertEquals(Chain.State.COMPLETED, show(begun.id()).state(), show(begun.id()).reason());
  }

  /** Each follow-up could cost whatever anybody asked for it. */
  @Test
  void shouldNeverPayMoreForAFollowUpThanItsFirstJobMay() {
    planned = MORE.formatted("{'kind':'agent_plan','params':{'n':1}}");
    replanned = MORE.formatted("{'kind':'read'},{'kind':'read','params':{'n':2}}");
    JobSpec first = plans(Json.Obj.EMPTY);
    Chain begun = begun(new JobSpec(first.kind(), first.params(), Priority.HIGH, first.timeoutMs(), List.of(),
        35, 5, false, Optional.empty(), List.of(), first.task()));
    owner.crash();
    owner.start();
    world.run(20_000);
    Chain chain = show(begun.id());
    assertEquals(4, chain.rows().size(), chain.reason());
    List<Job> jobs = chain.rows().stream().map(row -> owner.show(row.job().orElseThrow())).toList();
    assertEquals(List.of(35L, 25L, 7L, 7L), jobs.stream().map(job -> job.spec().maxPriceMicros()).toList());
    jobs.forEach(job -> assertEquals(Priority.HIGH, job.spec().priority()));
    assertEquals(20, jobs.stream().filter(job -> job.state() == JobState.COMPLETED)
        .mapToLong(Job::priceMicros).sum(), "nobody reads for 7");
    assertEquals(Chain.State.RUNNING, chain.state());
  }

  private List<Chain> list(MissionId mission) {
    return assertInstanceOf(Answer.Chains.class, owner.answer(new Command.ListChains(mission))).chains();
  }

  @Test
  void shouldWaitWhileTheQueueIsFull() {
    WorldNode small = world.add("small", Settings.submitter(1));
    Chain begun = assertInstanceOf(Answer.OneChain.class,
        small.answer(new Command.SubmitPlan(mapReduce(), Asking.once(Origin.UNKNOWN)))).chain();
    world.run(60_000);
    assertEquals(Chain.State.COMPLETED, assertInstanceOf(Answer.OneChain.class,
        small.answer(new Command.ShowChain(begun.id()))).chain().state());
  }

  @Test
  void shouldMakeOneMissionOfOneKeyOverRestarts() {
    Command again = new Command.SubmitPlan(mapReduce(), key("survey", 1));
    Answer.OneChain first = assertInstanceOf(Answer.OneChain.class, owner.answer(again));
    assertEquals(false, first.known());
    Answer.OneChain second = assertInstanceOf(Answer.OneChain.class, owner.answer(again));
    assertEquals(true, second.known());
    assertEquals(first.chain().id(), second.chain().id());
    owner.crash();
    owner.start();
    assertEquals(first.chain().id(),
        assertInstanceOf(Answer.OneChain.class, owner.answer(again)).chain().id());
    Chain done = ended(first.chain());
    assertEquals(done, assertInstanceOf(Answer.OneChain.class, owner.answer(again)).chain(), "ended or not");
    assertEquals(1, assertInstanceOf(Answer.Missions.class,
        owner.answer(new Command.ListMissions(Optional.empty(), 10))).missions().size());
    Answer.Refused other = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.SubmitPlan(mapReduce(), key("survey", 2))));
    assertEquals(Answer.Reason.CONFLICT, other.reason());
    assertEquals("idempotency key already names chain " + done.id() + ", another request", other.message());
    assertEquals(Optional.of("idempotency_key"), other.field());
  }

  @Test
  void shouldForgetAKeyWithItsMission() {
    Command again = new Command.SubmitPlan(mapReduce(), key("survey", 1));
    Chain first = assertInstanceOf(Answer.OneChain.class, owner.answer(again)).chain();
    owner.answer(new Command.DeleteMission(first.mission(), Optional.empty()));
    assertTrue(owner.store.under("plan-key/").isEmpty());
    assertEquals(false, assertInstanceOf(Answer.OneChain.class, owner.answer(again)).known());
  }

  /** It was answered 404 until the last job of the mission was gone. */
  @Test
  void shouldFreeTheKeyOfAnEndedChainAtOnceWhenItsMissionIsDeleted() {
    Command again = new Command.SubmitPlan(mapReduce(), key("survey", 1));
    Chain first = assertInstanceOf(Answer.OneChain.class, owner.answer(again)).chain();
    ended(first);
    owner.ask(new Command.DeleteMission(first.mission(), Optional.empty()));
    long asked = owner.ask(new Command.SubmitPlan(mapReduce(), key("survey", 2)));
    world.run(10);
    Answer.OneChain second = assertInstanceOf(Answer.OneChain.class, owner.answers.get(asked));
    assertEquals(false, second.known());
    world.run(60_000);
    assertTrue(owner.store.under("deleting/").isEmpty());
    assertEquals(second.chain().id(), assertInstanceOf(Answer.OneChain.class,
        owner.answer(new Command.SubmitPlan(mapReduce(), key("survey", 2)))).chain().id(),
        "it keeps the key");
  }

  @Test
  void shouldKeepNoKeyOfAPlanThatIsRefused() {
    Plan broken = new Plan(MISSION, List.of(step("a", "walk_tree", "{}", "b")), Optional.empty(), 60_000);
    assertInstanceOf(Answer.Refused.class, owner.answer(new Command.SubmitPlan(broken, key("survey", 1))));
    assertEquals(false, assertInstanceOf(Answer.OneChain.class,
        owner.answer(new Command.SubmitPlan(mapReduce(), key("survey", 1)))).known());
    Answer.Refused odd = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.SubmitPlan(mapReduce(), key("two words", 1))));
    assertEquals(Optional.of("idempotency_key"), odd.field());
  }

  private static Asking key(String text, int body) {
    return new Asking(Origin.UNKNOWN,
        Optional.of(new RequestKey(text, CanonicalJson.sha256(Json.Int.of(body)))));
  }
}
