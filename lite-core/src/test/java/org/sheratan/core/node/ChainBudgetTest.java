package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.lcp.Wanted;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.LlmUsage;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.store.Index;
import org.sheratan.core.store.MemoryIndex;
import org.sheratan.kernel.Bytes;

/** What chains of a mission spend on language models ends them when its budget is spent. */
class ChainBudgetTest {
  private static final String MORE = "{'ok':true,'lcp_version':'1','type':'followup_jobs','jobs':[%s],"
      + "'usage':{'total_tokens':400,'cost_micros':70}}";
  private static final String AGAIN = "{'kind':'agent_plan','params':{'n':%d}}";

  private final World world = new World(72);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private int planned;
  private String more = MORE;

  @BeforeEach
  void addWorker() {
    WorldNode worker = world.add("worker", Settings.worker(4), "agent_plan", "slow");
    worker.gives.put("agent_plan", order -> {
      planned++;
      return json(more.formatted(AGAIN.formatted(planned)));
    });
    world.run(20_000);
  }

  @Test
  void shouldStopAChainWhoseMissionHasSpentItsTokens() {
    Chain chain = ended(begin(mission("{'tokens':1000}")));
    assertEquals(Chain.State.FAILED, chain.state());
    assertEquals("the llm_budget of mission " + chain.mission() + ": 1200 of 1000 tokens are spent",
        chain.reason());
    assertEquals(new LlmUsage(1200, 210), chain.used());
    assertEquals(3, planned, "the fourth was never asked");
  }

  @Test
  void shouldStopAChainWhoseMissionHasSpentItsMoney() {
    Chain chain = ended(begin(mission("{'cost_micros':140,'tokens':100000}")));
    assertTrue(chain.reason().endsWith(": 140 of 140 cost_micros are spent"), chain.reason());
    assertEquals(2, planned);
  }

  @Test
  void shouldCountAllChainsOfAMissionOverRestarts() {
    MissionId mission = mission("{'tokens':3000}");
    assertEquals("deeper than 5", ending(ended(begin(mission))), "the loop guard ends it before");
    assertEquals(6, planned);
    owner.crash();
    owner.start();
    Chain second = ended(begin(mission));
    assertTrue(second.reason().endsWith(": 3200 of 3000 tokens are spent"), second.reason());
    assertEquals(8, planned);
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class, answerTo(mission));
    assertEquals(Answer.Reason.CONFLICT, refused.reason());
    assertEquals(8, planned);
  }

  /** Sixty-four chains were read and decoded again whenever one of them had something to begin. */
  @Test
  void shouldReadNoOtherChainToKnowWhatIsSpent() {
    MemoryIndex records = new MemoryIndex();
    List<Object> read = new ArrayList<>();
    owner.crash();
    owner.indexes = () -> (Index) Proxy.newProxyInstance(Index.class.getClassLoader(),
        new Class<?>[]{Index.class}, (proxy, method, args) -> {
          if (method.getName().equals("get") && ((String) args[0]).startsWith("chain/")) {
            read.add(args[0]);
          }
          return method.invoke(records, args);
        });
    owner.start();
    world.run(5_000);
    MissionId mission = mission("{'tokens':9999}");
    for (int chain = 0; chain < 3; chain++) {
      ended(begin(mission));
    }
    assertEquals(18, planned);
    assertEquals(List.of(), read.stream().filter(name -> Collections.frequency(read, name) > 2).toList());
    assertTrue(read.size() < 6, read::toString);
  }

  @Test
  void shouldCancelWhatRunsWhenABudgetIsSpent() {

    more = MORE.replace("400", "1000");
    Plan plan = new Plan(draft("{'tokens':10}"),
        List.of(step("think", "agent_plan", "{}"), step("wait", "slow", "{}"),
            step("then", "slow", "{'of':'${think.ok}'}")),
        Optional.empty(), 60_000);
    Chain chain = ended(
        assertInstanceOf(Answer.OneChain.class,
            owner.answer(new Command.SubmitPlan(plan, Asking.once(Origin.UNKNOWN))))
            .chain());
    assertTrue(chain.reason().contains("of 10 tokens are spent"), chain.reason());
    assertEquals(Optional.empty(), chain.rows().get(2).job());
    world.run(2_000);
    assertTrue(owner.show(chain.rows().get(1).job().orElseThrow()).state().terminal());
  }

  /** A worker, or the endpoint that it asks, could have a mission ask for ever. */
  @Test
  void shouldChargeAnswersThatClaimToBeFree() {
    for (String free : List.of("0,'cost_micros':0", "-1", "null")) {
      planned = 0;
      more = MORE.replace("400,'cost_micros':70", free);
      Chain chain = ended(begin(mission("{'tokens':20}")));
      assertTrue(chain.reason().endsWith(" of 20 tokens are spent"), chain.reason());
      assertTrue(planned >= 2 && planned <= 4, planned + " were asked");
    }
  }

  /** A worker could have made a budget larger, or the sum overflow. */
  @Test
  void shouldTakeNoUsageThatIsNoCount() {
    for (String said : List.of("'many'", "-5", "0.5", "null", "[]", "{}")) {
      assertEquals(LlmUsage.NONE,
          LlmUsage.of(json("{'usage':{'total_tokens':" + said + ",'cost_micros':" + said + "}}")), said);
    }
    assertEquals(LlmUsage.NONE, LlmUsage.of(json("{'usage':7}")));
    LlmUsage huge = LlmUsage.of(json("{'usage':{'total_tokens':99999999999999999999999}}"));
    assertEquals(new LlmUsage(Long.MAX_VALUE, 0), huge.plus(huge));
  }

  @Test
  void shouldRefuseABudgetThatSaysNothing() {
    for (String budget : List.of("7", "{}", "{'tokens':-1}", "{'tokens':'1'}", "{'token':1}")) {
      Answer.Refused refused = assertInstanceOf(Answer.Refused.class,
          owner.answer(new Command.CreateMission(draft(budget), Asking.once(Origin.UNKNOWN))), budget);
      assertTrue(refused.message().startsWith("metadata.llm_budget"), refused.message());
    }
  }

  private static String ending(Chain chain) {
    return chain.reason().substring(chain.reason().lastIndexOf(": ") + 2);
  }

  private static Mission.Draft draft(String budget) {
    return new Mission.Draft("Think", "", "alice", Mission.ACTIVE, json("{'llm_budget':" + budget + "}"),
        List.of());
  }

  private MissionId mission(String budget) {
    return assertInstanceOf(Answer.OneMission.class,
        owner.answer(new Command.CreateMission(draft(budget), Asking.once(Origin.UNKNOWN))))
        .mission().id();
  }

  private Chain begin(MissionId mission) {
    return assertInstanceOf(Answer.OneChain.class, answerTo(mission)).chain();
  }

  private Answer answerTo(MissionId mission) {
    TaskId task = assertInstanceOf(Answer.OneTask.class, owner.answer(new Command.CreateTask(mission,
        new Task.Draft("plan", "", "agent_plan", Json.Obj.EMPTY), Optional.empty()))).task().id();
    return owner.answer(new Command.BeginChain(JobSpec.of("agent_plan", Json.Obj.EMPTY).of(task),
        new Origin(Origin.Zone.API, "")));
  }

  private Chain ended(Chain begun) {
    Chain chain = begun;
    for (int looks = 0; looks < 200 && !chain.ended(); looks++) {
      world.run(200);
      chain = assertInstanceOf(Answer.OneChain.class, owner.answer(new Command.ShowChain(begun.id())))
          .chain();
    }
    assertTrue(chain.ended(), chain.toString());
    return chain;
  }

  private static Plan.Step step(String name, String kind, String params) {
    return new Plan.Step(name, new Wanted(kind, json(params), List.of(), 300_000), List.of());
  }

  private static Json.Obj json(String text) {
    return JsonReader.readObject(Bytes.utf8(text.replace('\'', '"')));
  }
}
