package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.lcp.Wanted;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.mission.Task;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.wire.Outcome;
import org.sheratan.core.wire.Receipts;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * A member of the network may say what it likes of the jobs it got, in messages that are well-formed and signed: the node
 * that asked lives on, and starts again.
 */
class LyingWorkerTest {
  private static final int ROUNDS = 30;
  private static final String[] WORDS = {"", "a", "ok", "error", "action", "decision", "jobs", "new_jobs",
      "followup_jobs", "final_answer", "create_followup_jobs", "list_files_result", "analysis_result", "1",
      "agent_plan", "read", "list_files", "${parent.ok}", "${parent}", "${", "file_list", "\ud83d\ude00",
      "${parent.usage.total_tokens}", "continue", "x".repeat(3_000), "../..", "\u0000", "paths"};
  private static final String[] NAMES = {"ok", "error", "lcp_version", "type", "jobs", "answer", "action",
      "new_jobs", "files", "target_file", "decision", "actions", "kind", "params", "payload", "target",
      "name",
      "usage", "total_tokens", "cost_micros", "paths_from_artifact", "inputs_from_job_result", "job_id",
      "json_path", "transform", "target_param", "op", "$sum", "$concat", "content", "path", "n".repeat(900)};

  private Entropy entropy;

  @Test
  void neverEndsItsOwner() {
    for (long seed = 1; seed <= 4; seed++) {
      entropy = new SeededEntropy(seed);
      World world = new World(seed);
      WorldNode owner = world.add("owner", Settings.submitter());
      WorldNode liar = world.add("liar", Settings.worker(8), "agent_plan", "read", "list_files");
      for (String kind : List.of("agent_plan", "read", "list_files")) {
        liar.gives.put(kind, order -> lie());
      }
      List<ChainId> chains = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        begin(owner).ifPresent(chains::add);
        world.run(300);
        liar.started.stream().skip(Math.max(0, liar.started.size() - 3))
            .forEach(order -> say(liar, owner, order));
        world.run(200);
      }
      String label = "seed " + seed;
      assertTrue(chains.size() > ROUNDS / 2, label + ": chains were begun");
      owner.crash();
      owner.start();
      world.run(400_000);
      for (ChainId id : chains) {
        Chain chain = assertInstanceOf(Answer.OneChain.class, owner.answer(new Command.ShowChain(id)), label)
            .chain();
        assertTrue(chain.ended(), () -> label + ": " + chain);
        assertInstanceOf(Answer.Context.class, owner.answer(new Command.ShowContext(id)), label);
      }
    }
  }

  private Optional<ChainId> begin(WorldNode owner) {
    Mission.Draft draft = new Mission.Draft("Lies", "", "alice", Mission.ACTIVE, Json.Obj.EMPTY, List.of());
    if (entropy.chance(0.3)) {
      Json sum = Json.Obj.EMPTY.with("$sum",
          new Json.Arr(
              List.of(new Json.Text("${a.usage.total_tokens}"), new Json.Text("${b.usage.cost_micros}"))));
      Plan plan = new Plan(draft, List.of(step("a", Json.Obj.EMPTY), step("b", Json.Obj.EMPTY.with("n", 1)),
          step("c", Json.Obj.EMPTY.with("y", sum))), Optional.of(sum), 60_000);
      return chain(owner.answer(new Command.SubmitPlan(plan, Asking.once(Origin.UNKNOWN))));
    }
    MissionId mission = assertInstanceOf(Answer.OneMission.class,
        owner.answer(new Command.CreateMission(draft, Asking.once(Origin.UNKNOWN)))).mission().id();
    Task task = assertInstanceOf(Answer.OneTask.class,
        owner.answer(new Command.CreateTask(mission, new Task.Draft("t", "", "agent_plan", Json.Obj.EMPTY),
            Optional.empty())))
        .task();
    return chain(owner.answer(new Command.BeginChain(
        JobSpec.of("agent_plan", Json.Obj.EMPTY.with("n", entropy.nextInt(1_000_000))).of(task.id()),
        new Origin(Origin.Zone.API, ""))));
  }

  private static Optional<ChainId> chain(Answer answer) {
    return answer instanceof Answer.OneChain one ? Optional.of(one.chain().id()) : Optional.empty();
  }

  private static Plan.Step step(String name, Json.Obj params) {
    return new Plan.Step(name, new Wanted("read", params, List.of(), 30_000), List.of());
  }

  /** By the tool's own way, an envelope mostly. */
  private Json.Obj lie() {
    Json.Obj said = Json.Obj.EMPTY.with("ok", entropy.chance(0.9));
    switch (entropy.nextInt(6)) {
      case 0 -> said = said.with("lcp_version", "1").with("type", "followup_jobs").with("jobs", jobs());
      case 1 -> said = said.with("action", "create_followup_jobs").with("new_jobs", jobs());
      case 2 -> said = said.with("lcp_version", "1").with("type", "final_answer").with("answer", value(6));
      case 3 -> said = said.with("action", "list_files_result").with("files", value(3));
      case 4 -> said = said.with("decision", Json.Obj.EMPTY.with("kind", "continue")).with("actions", jobs());
      default -> said = object(4);
    }
    for (int more = entropy.nextInt(3); more > 0; more--) {
      said = said.with(pick(NAMES), value(4));
    }
    return said.with("usage", Json.Obj.EMPTY.with("total_tokens", number()).with("cost_micros", number()));
  }

  private Json.Arr jobs() {
    List<Json> jobs = new ArrayList<>();
    for (int job = entropy.nextInt(5); job >= 0; job--) {
      jobs.add(
          Json.Obj.EMPTY.with("kind", pick(new String[]{"agent_plan", "read", "list_files", pick(WORDS)}))
              .with("params", entropy.chance(0.8) ? object(5) : value(28)));
    }
    return new Json.Arr(jobs);
  }

  private Json value(int depth) {
    if (depth <= 0) {
      return entropy.chance(0.5) ? new Json.Text(pick(WORDS)) : number();
    }
    return switch (entropy.nextInt(8)) {
      case 0 -> new Json.Null();
      case 1 -> new Json.Bool(entropy.chance(0.5));
      case 2 -> number();
      case 3 -> new Json.Text(pick(WORDS));
      case 4 -> new Json.Real((entropy.nextInt(2_000) - 1_000) / 7.0);
      case 5 -> Json.Obj.EMPTY.with("$sum", new Json.Arr(List.of(number(), number())));
      case 6 -> new Json.Arr(List.of(value(depth - 1), value(depth - 3)));
      default -> object(depth);
    };
  }

  private Json.Obj object(int depth) {
    Map<String, Json> fields = new TreeMap<>();
    for (int field = entropy.nextInt(4); field >= 0; field--) {
      fields.put(pick(NAMES), value(depth - 1 - entropy.nextInt(3)));
    }
    return Json.Obj.of(fields);
  }

  private Json number() {
    BigInteger number = BigInteger.TEN.pow(entropy.chance(0.5) ? 4_300 : entropy.nextInt(40))
        .multiply(BigInteger.valueOf(9)).subtract(BigInteger.valueOf(entropy.nextInt(12)));
    return new Json.Int(entropy.chance(0.3) ? number.negate() : number);
  }

  private String pick(String[] some) {
    return some[entropy.nextInt(some.length)];
  }

  /** A second result for the same attempt, signed like the first. */
  private void say(WorldNode liar, WorldNode owner, ToolOrder order) {
    Json.Obj result = lie();
    Receipt draft = new Receipt(owner.id(), order.job(), order.attempt(), CanonicalJson.sha256(result), 1, 1,
        liar.id(), 1, 1, 0, WallQuality.NONE, Bytes.EMPTY);
    Outcome outcome = switch (entropy.nextInt(4)) {
      case 0 -> new Outcome.Unknown();
      case 1 -> new Outcome.Failed(pick(WORDS), pick(WORDS), entropy.chance(0.5));
      default -> new Outcome.Completed(result,
          Optional.of(Receipts.sign(liar.identity, World.NETWORK, draft)));
    };
    try {
      Bytes message = WireCodec.encode(new WireMessage.Result(order.job(), order.attempt(), outcome),
          liar.id(), owner.id());
      liar.mesh.send(owner.id(), message, Priority.NORMAL, 5_000, Mesh.UNPROMPTED);
      liar.turn();
    } catch (MalformedException | IllegalStateException tooMuch) {
      // What cannot be written as a message is no message.
      assertTrue(liar.up());
    }
  }
}
