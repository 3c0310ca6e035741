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
import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.ChainContext;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.lcp.PlanKey;
import org.sheratan.core.lcp.Row;
import org.sheratan.core.lcp.Wanted;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Bytes;

class ChainsTest {
  private static final Mission.Draft MISSION = new Mission.Draft("Analyze", "", "alice", Mission.ACTIVE,
      Json.Obj.EMPTY, List.of());
  private static final String[] KINDS = {"walk", "lines", "total", "agent_plan", "read", "slow"};
  private static final String MORE = "{'ok':true,'lcp_version':'1','type':'followup_jobs','jobs':[%s]}";

  private final World world = new World(71);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final List<WorldNode> workers = new ArrayList<>();
  private String planned = "";
  /** What a planner says that was begun by another. */
  private String replanned = "";

  @BeforeEach
  void addWorkers() {
    for (String name : List.of("east", "north", "west")) {
      WorldNode worker = world.add(name,
          new NodeSettings(4, 8, SubmitLimits.onlyDepth(100), new TreeMap<>(), 10, false), KINDS);
      workers.add(worker);
      worker.gives.put("walk", order -> json("{'ok':true,'action':'list_files_result','files':"
          + "['a','bb','ccc','dddd','eeeee','ffffff']}"));
      worker.gives.put("lines", order -> Json.Obj.EMPTY.with("ok", true).with("lines", letters(order)));
      worker.gives.put("total", ChainsTest::total);
      worker.gives.put("agent_plan", order -> json(order.params().fields().isEmpty() ? planned : replanned));
      worker.gives.put("read", order -> json("{'ok':true,'path':'a','content':'hello'}"));
    }
  }

  private static int letters(ToolOrder order) {
    return ((Json.Arr) order.params().get("files")).items().stream()
        .mapToInt(file -> ((Json.Text) file).value().length()).sum();
  }

  private static Json.Obj total(ToolOrder order) {
    long sum = ((Json.Arr) order.params().get("parts")).items().stream()
        .mapToLong(part -> ((Json.Int) part).value().longValueExact()).sum();
    return Json.Obj.EMPTY.with("ok", true).with("sum", sum);
  }

  private static Plan mapReduce() {
    List<Plan.Step> steps = new ArrayList<>();
    steps.add(step("list", "walk", "{}"));
    for (int part = 0; part < 3; part++) {
      steps.add(step("part-" + part, "lines",
          "{'inputs_from_job_result':{'job_id':'list','json_path':'files','target_param':'files',"
              + "'transform':{'op':'part','index':" + part + ",'of':3}}}"));
    }
    steps.add(step("reduce", "total",
        "{'parts':['${part-0.lines}','${part-1.lines}','${part-2.lines}']}"));
    return new Plan(MISSION, steps,
        Optional.of(json("{'letters':'${reduce.sum}','all':{'$sum':['${part-0.lines}','${part-2.lines}']},"
            + "'text':'of ${list.files[0]} and more'}")),
        3_600_000);
  }

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
    assertEquals(Optional.of("spec:" + chain.id() + "/5"), reduce.spec().idempotencyKey());
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
    Plan hopeless = new Plan(MISSION, List.of(step("a", "alchemy", "{}"), step("b", "walk", "{}", "a")),
        Optional.empty(), 60_000);
    Chain chain = ended(submit(hopeless));
    assertTrue(chain.reason().startsWith("step a: refused: no node runs alchemy"), chain.reason());
    assertEquals("needs step a", chain.rows().get(1).reason());
  }

  @Test
  void shouldRefuseABrokenPlanAndKeepNothingOfIt() {
    Plan broken = new Plan(MISSION, List.of(step("a", "walk", "{}", "b")), Optional.empty(), 60_000);
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.SubmitPlan(broken, Optional.empty())));
    assertEquals("steps[0]: step a needs b, which is no step", refused.message());
    assertEquals(Optional.of("steps[0]"), refused.field());
    assertEquals(List.of(), assertInstanceOf(Answer.Missions.class,
        owner.answer(new Command.ListMissions(Optional.empty(), 10))).missions());
    assertTrue(owner.store.under("chain/").isEmpty());
  }

  @Test
  void shouldFollowWhatAPlannerAsksFor() {
    planned = MORE.formatted("{'kind':'walk'},{'kind':'lines','params':{'inputs_from_job_result':"
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
    assertEquals(List.of(chain), assertInstanceOf(Answer.Chains.class,
        owner.answer(new Command.ListChains(chain.mission()))).chains());
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
    planned = MORE.formatted("{'kind':'ping'},".repeat(9_999).replace("'ping'", "'a'") + "{'kind':'walk'}");
    Chain chain = ended(begin());
    assertTrue(chain.reason().contains("10000 items exceed 25"), chain.reason());
    assertEquals(1, jobs(chain.mission()));
    planned = MORE.formatted("{'kind':'read_file','params':{'path':'../../etc/shadow'}}");
    chain = ended(begin());
    assertTrue(chain.reason().startsWith("row 2: refused: "), chain.reason());
    assertEquals(1, jobs(chain.mission()));
    planned = MORE.formatted("{'kind':'walk','params':{'a':" + "[".repeat(27) + "]".repeat(27) + "}}");
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

  @Test
  void shouldWaitWhileTheQueueIsFull() {
    WorldNode small = world.add("small", Settings.submitter(1));
    Chain begun = assertInstanceOf(Answer.OneChain.class,
        small.answer(new Command.SubmitPlan(mapReduce(), Optional.empty()))).chain();
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
    assertTrue(other.message().contains("already names chain " + done.id()), other.message());
  }

  @Test
  void shouldForgetAKeyWithItsMission() {
    Command again = new Command.SubmitPlan(mapReduce(), key("survey", 1));
    Chain first = assertInstanceOf(Answer.OneChain.class, owner.answer(again)).chain();
    owner.answer(new Command.DeleteMission(first.mission(), Optional.empty()));
    assertTrue(owner.store.under("plan-key/").isEmpty());
    assertEquals(false, assertInstanceOf(Answer.OneChain.class, owner.answer(again)).known());
  }

  @Test
  void shouldKeepNoKeyOfAPlanThatIsRefused() {
    Plan broken = new Plan(MISSION, List.of(step("a", "walk", "{}", "b")), Optional.empty(), 60_000);
    assertInstanceOf(Answer.Refused.class, owner.answer(new Command.SubmitPlan(broken, key("survey", 1))));
    assertEquals(false, assertInstanceOf(Answer.OneChain.class,
        owner.answer(new Command.SubmitPlan(mapReduce(), key("survey", 1)))).known());
    Answer.Refused odd = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.SubmitPlan(mapReduce(), key("two words", 1))));
    assertEquals(Optional.of("idempotency_key"), odd.field());
  }

  private static Optional<PlanKey> key(String text, int body) {
    return Optional.of(new PlanKey(text, CanonicalJson.sha256(Json.Int.of(body))));
  }

  private Chain submit(Plan plan) {
    return assertInstanceOf(Answer.OneChain.class,
        owner.answer(new Command.SubmitPlan(plan, Optional.empty()))).chain();
  }

  private Chain begin() {
    MissionId mission = assertInstanceOf(Answer.OneMission.class,
        owner.answer(new Command.CreateMission(MISSION))).mission().id();
    TaskId task = assertInstanceOf(Answer.OneTask.class, owner.answer(new Command.CreateTask(mission,
        new Task.Draft("plan", "", "agent_plan", Json.Obj.EMPTY)))).task().id();
    return assertInstanceOf(Answer.OneChain.class,
        owner.answer(new Command.BeginChain(JobSpec.of("agent_plan", Json.Obj.EMPTY).of(task),
            new Origin(Origin.Zone.API, ""))))
        .chain();
  }

  private Chain show(ChainId id) {
    return assertInstanceOf(Answer.OneChain.class, owner.answer(new Command.ShowChain(id))).chain();
  }

  private Chain ended(Chain begun) {
    for (int looks = 0; looks < 150 && !show(begun.id()).ended(); looks++) {
      world.run(200);
    }
    Chain chain = show(begun.id());
    assertTrue(chain.ended(), chain.toString());
    return chain;
  }

  private int jobs(MissionId mission) {
    int jobs = 0;
    for (Task task : assertInstanceOf(Answer.Tasks.class,
        owner.answer(new Command.ListTasks(mission, Optional.empty(), 100))).tasks()) {
      jobs += assertInstanceOf(Answer.Jobs.class,
          owner.answer(new Command.ListTaskJobs(task.id(), Optional.empty(), 100))).jobs().size();
    }
    return jobs;
  }

  private static Plan.Step step(String name, String kind, String params, String... after) {
    return new Plan.Step(name, new Wanted(kind, json(params), List.of(), 300_000), List.of(after));
  }

  private static Json.Obj json(String text) {
    return JsonReader.readObject(Bytes.utf8(text.replace('\'', '"')),
        org.sheratan.core.json.JsonLimits.STANDARD.withMaxBytes(1 << 20));
  }
}
