package org.sheratan.core.lcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;

class ChainMachineTest {
  private static final Chain BEGUN = ChainFixtures.growing();

  @Test
  void shouldGrowByWhatAResultAsksFor() {
    Chain grown = root(follow("{'kind':'agent_plan'},{'kind':'read_file','params':{'path':'a'}}"));
    assertEquals(List.of("agent_plan", "agent_plan", "read_file"),
        grown.rows().stream().map(row -> row.wanted().kind()).toList());
    assertEquals(1, grown.row(2).parent());
    assertEquals(1, grown.row(3).depth());
    assertTrue(ChainMachine.ready(grown, grown.row(3)));
  }

  @Test
  void shouldAskOnceForWhatOneResultAsksForTwice() {
    Chain grown = root(follow("{'kind':'ping'},{'kind':'ping'},{'kind':'ping'}"));
    assertEquals(2, grown.rows().size());
  }

  /** In the original this is dead code: chains went on for ever. */
  @Test
  void shouldStopAtTheDepthTheOriginalNeverChecked() {
    Chain chain = BEGUN;
    for (int depth = 1; depth <= LcpLimits.MAX_DEPTH; depth++) {
      chain = completed(chain, chain.rows().size(),
          follow("{'kind':'agent_plan','params':{'n':" + depth + "}}"));
      assertFalse(chain.ended(), chain.reason());
    }
    Chain deep = completed(chain, chain.rows().size(), follow("{'kind':'ping'}"));
    assertEquals("row 6 asks for more: deeper than 5", deep.reason());
    assertEquals(chain.rows().size(), deep.rows().size(), "nothing of it is kept");
  }

  /** Likewise. */
  @Test
  void shouldStopAtTheNumberOfJobsTheOriginalNeverChecked() {
    Chain chain = root(follow(jobs(0, 12) + ",{'kind':'agent_plan','params':{'more':1}}"));
    assertEquals(14, chain.rows().size());
    Chain full = completed(chain, 14, follow(jobs(20, 11)));
    assertEquals(LcpLimits.MAX_JOBS, full.rows().size());
    assertEquals("row 14 asks for more: 26 jobs exceed 25",
        completed(chain, 14, follow(jobs(20, 12))).reason());
  }

  /** Likewise. */
  @Test
  void shouldStopAChainThatRepeatsItself() {
    Chain chain = root(follow("{'kind':'llm_call','params':{'n':1}}"));
    chain = completed(chain, 2, follow("{'kind':'llm_call','params':{'n':1}}"));
    assertFalse(chain.ended());
    chain = completed(chain, 3, follow("{'kind':'llm_call','params':{'n':1}}"));
    assertEquals("row 3 asks for more: llm_call with the same params more than 2 times: it repeats itself",
        chain.reason());
  }

  @Test
  void shouldFailWithTheFieldOfABrokenEnvelope() {
    Chain broken = root("{'lcp_version':'1','type':'followup_jobs','jobs':[{'kind':'ping'},{}]}");
    assertEquals("row 1 has a broken envelope: jobs[1].name: missing", broken.reason());
    assertEquals(1, broken.rows().size());
    assertTrue(root(follow("{'kind':'ping','params':{'a':'${nobody.x}'}}")).reason()
        .endsWith("ping refers to nobody, which is not in this chain"));
    assertTrue(
        root(follow("{'kind':'ping','params':{'a':'${x'}}")).reason().contains("params.a: ${ without"));
    assertTrue(root(follow("{'kind':'ping','params':{'a':" + "[".repeat(26) + "]".repeat(26) + "}}")).reason()
        .endsWith("nested deeper than 24"));
    assertTrue(root(follow("{'kind':'ping','params':{'a':'" + "x".repeat(70_000) + "'}}")).reason()
        .contains("exceed 65536"));
  }

  @Test
  void shouldEndWithTheFinalAnswer() {
    Chain done = root("{'lcp_version':'1','type':'final_answer','answer':{'n':3}}");
    assertEquals(Optional.of(Jsons.object("{'n':3}")), done.answer());
    assertEquals(Chain.State.COMPLETED, done.state());
    assertTrue(root("{'lcp_version':'1','type':'final_answer','answer':{'n':'" + "x".repeat(50_000) + "'}}")
        .reason().contains("exceeds 49152"));
  }

  /** A worker that is asked to read a file could make its owner begin anything. */
  @Test
  void shouldFollowNoResultOfAToolThatDoesNotPlan() {
    Chain grown = root(follow("{'kind':'read_file'}"));
    Chain after = completed(grown, 2, follow("{'kind':'write_file'}"));
    assertEquals(2, after.rows().size());
    assertEquals(Row.State.COMPLETED, after.row(2).state());
  }

  /** The original resolved it at once, to nothing. */
  @Test
  void shouldWaitForTheFilesUntilAJobHasListedThem() {
    Chain grown = root(follow("{'kind':'list_files'},"
        + "{'kind':'read_file_batch','params':{'paths_from_artifact':'file_list'}}"));
    assertTrue(ChainMachine.ready(grown, grown.row(2)));
    assertFalse(ChainMachine.ready(grown, grown.row(3)));
    assertEquals(grown, ChainMachine.settle(grown));
    Chain listed = completed(submitted(grown, 2), 2,
        "{'ok':true,'action':'list_files_result','files':['a']}");
    assertTrue(ChainMachine.ready(listed, listed.row(3)));
    Chain lost = ChainMachine.settle(ChainMachine.lost(submitted(grown, 2), grown.row(2), "refused"));
    assertEquals("needs file_list, and no job listed files", lost.row(3).reason());
    assertTrue(ChainMachine.over(lost));
    assertEquals(Optional.of("row 2: refused"), ChainMachine.failure(lost));
  }

  /** Any worker that was asked for anything could say which files the chain is about. */
  @Test
  void shouldTakeFilesOnlyOfJobsThatList() {
    String files = "{'ok':true,'action':'list_files_result','files':['a']}";
    for (String kind : List.of("list_files", "walk_tree", "agent_plan", "llm_call", "read_file", "ping")) {
      Chain grown = root(follow("{'kind':'" + kind + "'}"));
      boolean lists = !kind.equals("read_file") && !kind.equals("ping");
      assertEquals(lists ? 2 : 0, completed(grown, 2, files).fileList(), kind);
    }
    assertEquals(1, root(files).fileList());
  }

  @Test
  void shouldNotGrowByMoreThanAChainMayTakeOfMemory() {
    String zeros = "[" + "0,".repeat(6_000) + "0]";
    assertEquals("row 1 asks for more: params that take 528377 bytes of memory exceed 524288",
        root(follow("{'kind':'ping','params':{'a':" + zeros + "}}")).reason());
  }

  @Test
  void shouldKnowOnceAndForAllWhichRowsOneRefersTo() {
    Chain grown = root(follow("{'kind':'ping'}"));
    Chain more = completed(grown, 1,
        follow("{'kind':'lines','params':{'a':'${parent.x} ${k7f3q2ab-1-1.y}'}}"));
    assertEquals(List.of(1), more.row(3).after());
    Plan plan = ChainFixtures.plan(ChainFixtures.step("a", "ping", "{}"),
        ChainFixtures.step("b", "ping", "{'x':'${a.y}'}"));
    Row b = Row.waiting(2, "b", plan.steps().get(1).wanted(), BEGUN.row(1).task(), List.of());
    Row a = Row.waiting(1, "a", plan.steps().get(0).wanted(), BEGUN.row(1).task(), List.of());
    assertEquals(List.of(1), Needs.linked(BEGUN.rows(List.of(a, b))).row(2).after());
  }

  @Test
  void shouldKeepLittleOfWhatWentWrong() {
    String much = "x".repeat(50_000);
    assertEquals(LcpLimits.REASON_BYTES,
        ChainMachine.lost(BEGUN, BEGUN.row(1), much).row(1).reason().length());
    assertEquals(LcpLimits.REASON_BYTES, BEGUN.failed(much).reason().length());
    assertEquals("?", BEGUN.failed("\ud800").reason(), "half a character cannot be stored");
    assertTrue(root(follow("{'kind':'ping','params':{'a':'${" + "x".repeat(63) + "\ud83d\ude00'}}")).ended());
  }

  @Test
  void shouldLoseWhatNeedsSomethingLost() {
    Chain grown = root(follow("{'kind':'agent_plan'}"));
    Chain lost = ChainMachine.lost(BEGUN, BEGUN.row(1), "no model");
    assertTrue(ChainMachine.over(ChainMachine.settle(lost)));
    assertEquals("", ChainMachine.settle(grown).row(2).reason());
  }

  private static String jobs(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(each -> "{'kind':'ping','params':{'n':" + each + "}}")
        .collect(Collectors.joining(","));
  }

  private static String follow(String jobs) {
    return "{'ok':true,'lcp_version':'1','type':'followup_jobs','jobs':[" + jobs + "]}";
  }

  private static Chain root(String result) {
    return completed(BEGUN, 1, result);
  }

  private static Chain submitted(Chain chain, int row) {
    return chain.with(chain.row(row).submitted(new JobId("k7f3q2ab", 1, row), List.of()));
  }

  private static Chain completed(Chain chain, int row, String result) {
    Json.Obj object = Jsons.object(result);
    Chain submitted = submitted(chain, row);
    return ChainMachine.completed(submitted, submitted.row(row), object);
  }
}
