package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.LcpLimits;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.lcp.Row;
import org.sheratan.core.lcp.Wanted;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.Trust;

/** What chains may take, say and give away. */
class ChainBoundsTest extends ChainWorld {
  private static final String FINAL = "{'ok':true,'lcp_version':'1','type':'final_answer','answer':{'n':1}}";

  /** One request ended every further start: what was written could not be read. */
  @Test
  void shouldRefuseAFirstJobNestedTooDeepForItsChain() {
    replanned = FINAL;
    for (int depth = LcpLimits.MAX_DEPTH_OF_VALUE + 1; depth <= 32; depth++) {
      Answer.Refused refused = assertInstanceOf(Answer.Refused.class, answer(plans(nested(depth))));
      assertEquals(Optional.of("params"), refused.field());
      assertEquals(Answer.Reason.INVALID, refused.reason());
    }
    assertTrue(owner.store.under("chain/").isEmpty());
    Chain deepest = begun(plans(nested(LcpLimits.MAX_DEPTH_OF_VALUE)));
    owner.crash();
    owner.start();
    assertEquals(Chain.State.COMPLETED, ended(deepest).state());
  }

  private static Json.Obj nested(int depth) {
    return json("{'a':" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}");
  }

  /** Follow-ups went wherever it was cheapest, with what came of data that only trusted nodes were to see. */
  @Test
  void neverGivesWhatCameOfPrivateDataToAnUnconfirmedNode() {
    NodeId trusted = workers.get(1).id();
    owner.mesh.trust(trusted, Trust.CONFIRMED);
    planned = MORE.formatted("{'kind':'walk_tree'},{'kind':'read','params':{'of':'${parent.ok}'}},"
        + "{'kind':'agent_plan','params':{'again':1}}");
    replanned = MORE.formatted("{'kind':'read','params':{'paths_from_artifact':'file_list'}}");
    JobSpec first = plans(Json.Obj.EMPTY);
    Chain grown = ended(begun(new JobSpec(first.kind(), first.params(), first.priority(), first.timeoutMs(),
        List.of("trusted"), first.maxPriceMicros(), 5, false, Optional.empty(), List.of(), first.task())));
    assertEquals(Chain.State.COMPLETED, grown.state(), grown.reason());
    assertEquals(5, grown.rows().size());
    grown.rows().forEach(row -> assertTrusted(trusted, row));

    Plan.Step secret = new Plan.Step("a", new Wanted("read", json("{}"), List.of("trusted"), 300_000),
        List.of());
    Chain plan = ended(submit(new Plan(MISSION,
        List.of(step("c", "read", "{'x':'${b.content}'}"), step("b", "read", "{'x':'${a.content}'}"), secret,
            step("d", "read", "{}"), step("e", "read", "{}", "a")),
        Optional.empty(), 60_000)));
    plan.rows().subList(0, 3).forEach(row -> assertTrusted(trusted, row));
    plan.rows().subList(3, 5)
        .forEach(row -> assertEquals(List.of(), job(row).spec().needs(), "nothing of it is private"));
  }

  private void assertTrusted(NodeId trusted, Row row) {
    assertEquals(List.of("trusted"), job(row).spec().needs(), row.toString());
    assertEquals(Optional.of(trusted), job(row).worker());
  }

  private Job job(Row row) {
    return owner.show(row.job().orElseThrow());
  }

  /** Two dozen long errors did not fit into one record: the turn that wrote them ended the node. */
  @Test
  void shouldKeepLittleOfWhatAWorkerSaysWentWrong() {
    planned = MORE.formatted(IntStream.range(0, 23)
        .mapToObj(n -> "{'kind':'agent_plan','params':{'n':" + n + "}}").collect(Collectors.joining(","))
        + ",{'kind':'slow'}");
    replanned = "{'ok':false,'error':'" + "no ".repeat(15_000) + "'}";
    Chain begun = begin();
    awaited(begun,
        chain -> chain.rows().stream().filter(row -> row.state() == Row.State.LOST).count() == 23);
    int bytes = owner.store.under("chain/").firstEntry().getValue().length();
    assertTrue(bytes < 40_000, bytes + " bytes");
    Chain chain = ended(begun);
    assertEquals(Chain.State.FAILED, chain.state());
    assertTrue(chain.reason().length() <= LcpLimits.REASON_BYTES);
  }

  /** Sixty-four plans of small values took several times the memory that a node has, over restarts too. */
  @Test
  void shouldRefusePlansThatTogetherAreTooLarge() {
    Plan large = new Plan(MISSION,
        List.of(step("a", "slow", "{'x':[" + "0,".repeat(4_000) + "0]}")), Optional.empty(), 3_600_000);
    planned = MORE.formatted("{'kind':'slow','params':{'x':[" + "0,".repeat(4_000) + "0]}}");
    world.cut = (from, to) -> workers.contains(from) || workers.contains(to);
    List<Chain> taken = new ArrayList<>();
    for (int count = 0; count < 11; count++) {
      taken.add(submit(large));
    }
    assertFull(large);
    owner.crash();
    owner.start();
    assertFull(large);
    WorldNode planner = world.add("planner", Settings.worker(1), "agent_plan");
    planner.gives.put("agent_plan", order -> json(planned));
    String reason = ended(begin()).reason();
    assertTrue(reason.startsWith("row 1 asks for more: with it the chains that are running here would take"),
        reason);
    owner.answer(new Command.DeleteMission(taken.getFirst().mission(), Optional.empty()));
    submit(large);
  }

  private void assertFull(Plan plan) {
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.SubmitPlan(plan, Asking.once(Origin.UNKNOWN))));
    assertEquals(Answer.Reason.BUSY, refused.reason());
    assertEquals("with it the chains that are running here would take 4228476 bytes of memory, "
        + "the limit is 4194304", refused.message());
  }
}
