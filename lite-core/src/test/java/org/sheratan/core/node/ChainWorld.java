package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.dispatch.SubmitLimits;
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
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Bytes;

/** A node that runs chains, and three that do their jobs. */
abstract class ChainWorld {
  static final Mission.Draft MISSION = new Mission.Draft("Analyze", "", "alice", Mission.ACTIVE,
      Json.Obj.EMPTY, List.of());
  private static final String[] KINDS = {"walk_tree", "lines", "total", "agent_plan", "read", "slow"};
  static final String MORE = "{'ok':true,'lcp_version':'1','type':'followup_jobs','jobs':[%s]}";

  final World world = new World(71);
  final WorldNode owner = world.add("owner", Settings.submitter());
  final List<WorldNode> workers = new ArrayList<>();
  String planned = "";
  /** What a planner says that was begun by another. */
  String replanned = "";

  @BeforeEach
  void addWorkers() {
    for (String name : List.of("east", "north", "west")) {
      WorldNode worker = world.add(name,
          new NodeSettings(4, 8, SubmitLimits.onlyDepth(100), new TreeMap<>(), 10, false), KINDS);
      workers.add(worker);
      worker.gives.put("walk_tree", order -> json("{'ok':true,'action':'list_files_result','files':"
          + "['a','bb','ccc','dddd','eeeee','ffffff']}"));
      worker.gives.put("lines", order -> Json.Obj.EMPTY.with("ok", true).with("lines", letters(order)));
      worker.gives.put("total", ChainWorld::total);
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

  static Plan mapReduce() {
    List<Plan.Step> steps = new ArrayList<>();
    steps.add(step("list", "walk_tree", "{}"));
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

  final Chain submit(Plan plan) {
    return assertInstanceOf(Answer.OneChain.class,
        owner.answer(new Command.SubmitPlan(plan, Asking.once(Origin.UNKNOWN)))).chain();
  }

  final Chain begin() {
    return begun(plans(Json.Obj.EMPTY));
  }

  /** A job that plans, of a mission of its own. */
  final JobSpec plans(Json.Obj params) {
    MissionId mission = assertInstanceOf(Answer.OneMission.class,
        owner.answer(new Command.CreateMission(MISSION, Asking.once(Origin.UNKNOWN)))).mission().id();
    TaskId task = assertInstanceOf(Answer.OneTask.class, owner.answer(new Command.CreateTask(mission,
        new Task.Draft("plan", "", "agent_plan", Json.Obj.EMPTY), Optional.empty()))).task().id();
    return JobSpec.of("agent_plan", params).of(task);
  }

  final Chain begun(JobSpec first) {
    return assertInstanceOf(Answer.OneChain.class, answer(first)).chain();
  }

  final Answer answer(JobSpec first) {
    return owner.answer(new Command.BeginChain(first, new Origin(Origin.Zone.API, "")));
  }

  final Chain show(ChainId id) {
    return assertInstanceOf(Answer.OneChain.class, owner.answer(new Command.ShowChain(id))).chain();
  }

  final Chain ended(Chain begun) {
    for (int looks = 0; looks < 150 && !show(begun.id()).ended(); looks++) {
      world.run(200);
    }
    Chain chain = show(begun.id());
    assertTrue(chain.ended(), chain.toString());
    return chain;
  }

  /** Looks now and then, until it is so. */
  final Chain awaited(Chain begun, Predicate<Chain> so) {
    for (int looks = 0; looks < 300 && !so.test(show(begun.id())); looks++) {
      world.run(50);
    }
    Chain chain = show(begun.id());
    assertTrue(so.test(chain), chain.toString());
    return chain;
  }

  final int jobs(MissionId mission) {
    int jobs = 0;
    for (Task task : assertInstanceOf(Answer.Tasks.class,
        owner.answer(new Command.ListTasks(mission, Optional.empty(), 100))).tasks()) {
      jobs += assertInstanceOf(Answer.Jobs.class,
          owner.answer(new Command.ListTaskJobs(task.id(), Optional.empty(), 100))).jobs().size();
    }
    return jobs;
  }

  static Plan.Step step(String name, String kind, String params, String... after) {
    return new Plan.Step(name, new Wanted(kind, json(params), List.of(), 300_000), List.of(after));
  }

  static Json.Obj json(String text) {
    return JsonReader.readObject(Bytes.utf8(text.replace('\'', '"')),
        org.sheratan.core.json.JsonLimits.ours(1 << 20));
  }
}
