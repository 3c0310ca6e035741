package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.FakeNode;

/** Chains, and missions that begin with a plan, as clients of the original know them. */
class ChainCallsTest {
  private static final String OWNER = FakeNode.SELF.id().shortName();
  private static final String PROMPT = "{\"user_prompt\":\"Find all spelling mistakes\"}";

  private final FakeNode node = new FakeNode();
  @AutoClose
  private final OriginalApi api = new OriginalApi(node);

  @Test
  void shouldBeginAMissionWithAPrompt() {
    OriginalClient.Reply begun = api.post("/api/missions/agent-plan", PROMPT);
    assertEquals(200, begun.status(), begun.text());
    Command.BeginMission asked = node.asked(Command.BeginMission.class);
    assertEquals("agent_plan", asked.task().kind());
    assertEquals("Find all spelling mistakes", asked.mission().title());
    assertEquals(Json.Obj.EMPTY.with("user_prompt", "Find all spelling mistakes"), asked.task().params());
    assertEquals(Origin.Zone.CORE_V2, asked.origin().zone());
    assertEquals("[job, mission, task]", begun.object().fields().keySet().toString());
    Json.Obj mission = (Json.Obj) begun.get("mission");
    assertEquals(new MissionId(OWNER, 1, 1), OwnedUuid.mission(((Json.Text) mission.get("id")).value()));
    assertEquals(new Json.Text("Find all spelling mistakes"), mission.get("title"));
  }

  @Test
  void shouldBeginTheStandardCodeAnalysis() {
    OriginalClient.Reply begun = api.post("/api/missions/standard-code-analysis", "");
    assertEquals(200, begun.status(), begun.text());
    assertEquals(new Json.Text("Initial codebase analysis"), ((Json.Obj) begun.get("task")).get("name"));
  }

  @Test
  void shouldShowChainsAndWhatTheyFound() {
    api.post("/api/missions/agent-plan", PROMPT);
    String mission = OwnedUuid.of(new MissionId(OWNER, 1, 1));
    String chain = OwnedUuid.of(new ChainId(OWNER, 1, 1));
    String list = api.get("/api/missions/" + mission + "/chains").text();
    assertTrue(list.startsWith("[{\"chain_id\":\"" + chain + "\",\"error\":null,"), list);
    OriginalClient.Reply context = api.get("/api/chains/" + chain + "/context");
    assertEquals(chain, context.word("chain_id"));
    assertEquals("running", context.word("state"));
    assertTrue(context.text().contains("\"file_blobs\":{\"meta\":{\"chain_id\":\"" + chain
        + "\"},\"value\":{\"a\":\"hello\"}}"), context.text());
  }

  /** In the original a chain has the id of its first job, or what the job's task calls it. */
  @Test
  void shouldFindAChainByItsJobAndByItsName() {
    api.post("/api/missions/agent-plan", PROMPT);
    String chain = OwnedUuid.of(new ChainId(OWNER, 1, 1));
    for (String known : List.of(OwnedUuid.of(FakeNode.jobId(77)), "first")) {
      assertEquals(chain, api.get("/api/chains/" + known + "/context").word("chain_id"), known);
    }
    assertEquals(404, api.get("/api/chains/" + OwnedUuid.of(FakeNode.jobId(78)) + "/context").status());
    assertEquals(404, api.get("/api/chains/second/context").status());
    assertEquals(404, api.get("/api/chains/" + "x".repeat(65) + "/context").status());
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertEquals(422, api.post("/api/missions/agent-plan", "{}").status());
    assertEquals(422, api.post("/api/missions/agent-plan", "{\"user_prompt\":\"\"}").status());
    OriginalClient.Reply absent = api
        .get("/api/chains/" + OwnedUuid.of(new ChainId(OWNER, 9, 9)) + "/context");
    assertEquals(404, absent.status());
    assertEquals("{\"detail\":\"Chain context not found\"}\n", absent.text());
    assertEquals(404,
        api.get("/api/chains/" + OwnedUuid.of(new MissionId(OWNER, 1, 1)) + "/context").status());
  }
}
