package org.sheratan.core.lcp;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.kernel.MalformedException;

class PlanRulesTest {
  private static final Plan.Step LIST = ChainFixtures.step("list", "walk_tree", "{'root':'.'}");

  @Test
  void shouldTakeAGraphInAnyOrder() {
    assertDoesNotThrow(() -> check(ChainFixtures.step("read", "read_file_batch",
        "{'inputs_from_job_result':{'job_id':'list','json_path':'files','target_param':'paths'}}"), LIST));
  }

  @Test
  void shouldNameStepAndField() {
    assertBroken("steps[1].params.path: leads upward with .. (step read)", LIST,
        ChainFixtures.step("read", "read_file", "{'path':'../x'}"));
    assertBroken("steps[0].kind: expected 1 to 64 lower-case letters, digits, _ . -, such as "
        + "read_file (step a)", ChainFixtures.step("a", "Rm -rf", "{}"));
    assertBroken("steps[0].name: expected 1 to 32 lower-case letters, digits, _ -, but not parent or job",
        ChainFixtures.step("job", "ping", "{}"));
    assertBroken("steps[1].name: there are two steps list", LIST, LIST);
    assertBroken("steps[1]: step b needs c, which is no step", LIST,
        ChainFixtures.step("b", "ping", "{}", "c"));
    assertBroken("steps[0]: step a needs c, which is no step",
        ChainFixtures.step("a", "ping", "{'x':'${c.y}'}"));
    assertBroken("steps[0].params.x: ${ without its }; $${ stands for ${ itself",
        ChainFixtures.step("a", "ping", "{'x':'${c'}"));
    assertBroken("steps: expected 1 to 32");
  }

  @Test
  void shouldRefuseCirclesAndNameThem() {
    assertBroken("steps: these wait for each other: a, b, c", LIST,
        ChainFixtures.step("a", "ping", "{}", "b"), ChainFixtures.step("b", "ping", "{'x':'${c}'}"),
        ChainFixtures.step("c", "ping", "{}", "a", "list"));
    assertBroken("steps: these wait for each other: a", ChainFixtures.step("a", "ping", "{}", "a"));
  }

  @Test
  void shouldRefuseAnAnswerOfNoStep() {
    Plan plan = new Plan(ChainFixtures.MISSION, List.of(LIST), Optional.of(Jsons.json("['${lost.n}']")),
        1_000);
    assertEquals("answer", broken(plan).field());
    Plan long31Days = new Plan(ChainFixtures.MISSION, List.of(LIST), Optional.empty(), 31L * 24 * 3_600_000);
    assertEquals("timeout_s", broken(long31Days).field());
  }

  @Test
  void shouldRefuseTooMuch() {
    Plan.Step[] many = new Plan.Step[33];
    for (int index = 0; index < many.length; index++) {
      many[index] = ChainFixtures.step("s" + index, "ping", "{}");
    }
    assertBroken("steps: expected 1 to 32", many);
    String large = "{'x':'" + "y".repeat(25_000) + "'}";
    assertBroken("steps: params of 75024 bytes exceed 65536", ChainFixtures.step("a", "alchemy", large),
        ChainFixtures.step("b", "alchemy", large), ChainFixtures.step("c", "alchemy", large));
    String zeros = "{'x':[" + "0,".repeat(2_500) + "0]}";
    assertBroken("steps: params that take 660939 bytes of memory exceed 524288",
        ChainFixtures.step("a", "alchemy", zeros),
        ChainFixtures.step("b", "alchemy", zeros), ChainFixtures.step("c", "alchemy", zeros));
    assertEquals("answer", broken(new Plan(ChainFixtures.MISSION, List.of(LIST),
        Optional.of(Jsons.object(zeros.replace("0]", "0" + ",0".repeat(5_000) + "]"))), 1_000)).field());
    Json.Obj deep = Jsons.object("{'a':" + "[".repeat(25) + "]".repeat(25) + "}");
    assertEquals("steps[0].params", broken(new Plan(ChainFixtures.MISSION, List.of(new Plan.Step("a",
        new Wanted("alchemy", deep, List.of(), 1_000), List.of())), Optional.empty(), 1_000)).field());
  }

  private static void check(Plan.Step... steps) {
    PlanRules.check(ChainFixtures.plan(steps), ToolCatalog.standard());
  }

  private static MalformedException broken(Plan plan) {
    return assertThrows(MalformedException.class, () -> PlanRules.check(plan, ToolCatalog.standard()));
  }

  private static void assertBroken(String message, Plan.Step... steps) {
    MalformedException broken = broken(ChainFixtures.plan(steps));
    assertEquals(message, broken.field() + ": " + broken.reason());
  }
}
