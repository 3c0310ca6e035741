package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeSet;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.FakeNode;

/** Missions and tasks, as clients of the original know them. */
class MissionCallsTest {
  private static final String SURVEY = "{\"title\":\"Survey\",\"description\":\"the valley\"}";

  private final FakeNode node = new FakeNode();
  @AutoClose
  private final OriginalApi api = new OriginalApi(node);

  @Test
  void shouldSayThatItRuns() {
    assertEquals("{\"sheratan_core_v2\":\"running\"}\n", api.get("/").text());
    assertEquals("{\"missions\":0,\"status\":\"ok\",\"storage\":{\"inflight\":0,\"queue_depth\":0},"
        + "\"system_state\":\"OPERATIONAL\",\"uptime_sec\":65}\n", api.get("/api/status").text());
    node.degraded();
    assertEquals("degraded", api.get("/api/status").word("status"));
  }

  @Test
  void shouldCreateMissionsInTheOriginalsShape() {
    OriginalClient.Reply made = api.post("/api/missions",
        SURVEY.replace("}", ",\"status\":\"planned\",\"tags\":[\"a\"]}"));
    assertEquals(200, made.status());
    assertEquals("[created_at, description, id, metadata, status, tags, title, user_id]",
        new TreeSet<>(made.object().fields().keySet()).toString());
    assertEquals("active", made.word("status"), "whatever was asked for");
    assertEquals("alice", made.word("user_id"));
    assertEquals("2023-11-14T22:13:20.000000Z", made.word("created_at"));
    assertTrue(
        made.word("id").matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    assertEquals(FakeNode.SELF.id().shortName(), OwnedUuid.mission(made.word("id")).owner());
    assertEquals(made.text(), api.get("/api/missions/" + made.word("id")).text());
    assertEquals("[" + made.text().strip() + "]\n", api.get("/api/missions").text());
    assertEquals(Json.Int.of(1), api.get("/api/status").get("missions"));
  }

  @Test
  void shouldReplaceMissionsByTheFullModelOnly() {
    Json.Obj made = api.post("/api/missions", SURVEY).object();
    String path = "/api/missions/" + ((Json.Text) made.get("id")).value();
    OriginalClient.Reply done = api.call("PUT", path, CanonicalJson.text(made.with("status", "completed")));
    assertEquals(200, done.status());
    assertEquals("completed", done.word("status"));
    assertEquals(made.get("created_at"), done.get("created_at"));
    for (String needed : made.fields().keySet()) {
      OriginalClient.Reply without = api.call("PUT", path, CanonicalJson.text(made.without(needed)));
      assertEquals(needed.equals("status") ? 200 : 422, without.status(), needed);
    }
  }

  @Test
  void shouldDeleteMissions() {
    String id = api.post("/api/missions", SURVEY).word("id");
    assertEquals("{\"deleted\":\"" + id + "\",\"ok\":true}\n",
        api.call("DELETE", "/api/missions/" + id, "").text());
    assertEquals("{\"detail\":\"Mission not found\"}\n",
        api.call("DELETE", "/api/missions/" + id, "").text());
    assertEquals(404, api.get("/api/missions/" + id).status());
  }

  @Test
  void shouldPutTasksIntoMissions() {
    String mission = api.post("/api/missions", SURVEY).word("id");
    OriginalClient.Reply task = api.post("/api/missions/" + mission + "/tasks", "{\"name\":\"walk\"}");
    assertEquals(200, task.status());
    assertEquals("[created_at, description, id, kind, mission_id, name, params]",
        new TreeSet<>(task.object().fields().keySet()).toString());
    assertEquals(mission, task.word("mission_id"));
    assertEquals(task.text(), api.get("/api/tasks/" + task.word("id")).text());
    OriginalClient.Reply second = api.post("/api/missions/" + mission + "/tasks", "{\"name\":\"run\"}");
    assertEquals("[" + task.text().strip() + "," + second.text().strip() + "]\n",
        api.get("/api/tasks").text(), "the oldest first");
  }

  @Test
  void shouldNotKnowWhatIsNotThere() {
    String other = OwnedUuid.of(new org.sheratan.core.mission.MissionId("k7f3q2ab", 9, 9));
    for (String id : new String[]{"x", "1", other, "00000000-0000-4000-8000-000000000000",
        FakeNode.jobId(1).toString(), OwnedUuid.of(FakeNode.jobId(1))}) {
      assertEquals("{\"detail\":\"Mission not found\"}\n", api.get("/api/missions/" + id).text(), id);
      assertEquals("{\"detail\":\"Mission not found\"}\n",
          api.post("/api/missions/" + id + "/tasks", "{\"name\":\"a\"}").text());
      assertEquals("{\"detail\":\"Task not found\"}\n", api.get("/api/tasks/" + id).text());
      assertEquals("{\"detail\":\"Task not found\"}\n",
          api.post("/api/tasks/" + id + "/jobs", "{\"payload\":{}}").text());
    }
    assertEquals("{\"detail\":\"Not Found\"}\n", api.get("/api/nothing").text());
    assertEquals("{\"detail\":\"Not Found\"}\n", api.get("/api/v1/status").text());
    OriginalClient.Reply wrong = api.call("DELETE", "/api/missions", "");
    assertEquals(405, wrong.status());
    assertEquals("{\"detail\":\"Method Not Allowed\"}\n", wrong.text());
    assertEquals("GET, HEAD, OPTIONS, POST", wrong.header("allow"));
  }

  @Test
  void shouldSayThatItKeepsNoAccounts() {
    assertEquals(
        "{\"balance\":0,\"error\":\"this node keeps no accounts\",\"transfers\":[],\"user_id\":\"bob\"}\n",
        api.get("/api/mesh/ledger/bob").text());
  }
}
