package org.sheratan.edge.http.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;

class MissionPathsTest {
  private static final String SURVEY = "{\"title\":\"Survey the valley\",\"tags\":[\"field\"],\"metadata\":{\"area\":7}}";

  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  @Test
  void shouldCreateShowAndListMissions() throws IOException {
    RawResponse made = api.post("/api/v1/missions", SURVEY);
    assertEquals(201, made.status());
    assertEquals("/api/v1/missions/" + made.text("id"), made.header("location"));
    assertEquals("active", made.text("status"));
    assertEquals("alice", made.text("user_id"));
    RawResponse shown = api.get("/api/v1/missions/" + made.text("id"));
    assertEquals(made.body(), shown.body());
    assertEquals(made.header("etag"), shown.header("etag"));
    assertTrue(text("/api/v1/missions?limit=5").contains("\"next\":null"));
    assertEquals(400, api.get("/api/v1/missions?limit=0").status());
    assertEquals(404, api.get("/api/v1/missions/mi-k7f3q2ab-9-9").status());
    assertEquals(400, api.get("/api/v1/missions/k7f3q2ab-9-9").status());
  }

  @Test
  void shouldReplaceOnlyWhatWasSeen() throws IOException {
    RawResponse made = api.post("/api/v1/missions", SURVEY);
    String path = "/api/v1/missions/" + made.text("id");
    String done = "{\"title\":\"Survey\",\"status\":\"done\"}";
    RawResponse changed = api.call("PUT", path, done, "If-Match: " + made.header("etag"));
    assertEquals(200, changed.status());
    assertEquals("done", changed.text("status"));
    assertEquals(made.text("id"), changed.text("id"));
    RawResponse late = api.call("PUT", path, SURVEY, "If-Match: " + made.header("etag"));
    assertEquals(412, late.status());
    assertEquals("sheratan mission show " + made.text("id"), late.text("fix"));
    assertEquals(412, api.call("DELETE", path, "", "If-Match: \"x\"").status());
    assertEquals(200, api.call("PUT", path, SURVEY, "If-Match: *").status());
  }

  @Test
  void shouldDelete() throws IOException {
    String path = "/api/v1/missions/" + api.post("/api/v1/missions", SURVEY).text("id");
    RawResponse deleted = api.call("DELETE", path, "");
    assertEquals(200, deleted.status());
    assertTrue(path.endsWith(deleted.text("deleted")));
    assertEquals(404, api.get(path).status());
    assertEquals(Optional.empty(), node.asked(Command.DeleteMission.class).was());
  }

  @Test
  void shouldPutTasksIntoMissionsAndJobsIntoTasks() throws IOException {
    String mission = api.post("/api/v1/missions", SURVEY).text("id");
    RawResponse task = api.post("/api/v1/missions/" + mission + "/tasks",
        "{\"name\":\"walk\",\"kind\":\"read_file\",\"params\":{\"path\":\"a\"}}");
    assertEquals(201, task.status());
    assertEquals(mission, task.text("mission_id"));
    assertEquals(task.body(), api.get("/api/v1/tasks/" + task.text("id")).body());
    assertTrue(text("/api/v1/missions/" + mission + "/tasks").contains(task.text("id")));
    RawResponse job = api.post("/api/v1/jobs", "{\"kind\":\"ping\",\"task\":\"" + task.text("id") + "\"}");
    assertEquals(task.text("id"), job.text("task"));
    assertEquals(Optional.of(TaskId.parse(task.text("id"))), node.asked(Command.Submit.class).spec().task());
    assertTrue(text("/api/v1/tasks/" + task.text("id") + "/jobs").contains(job.text("id")));
  }

  /** The same words for a task of another mission are another request. */
  @Test
  void shouldNameMissionsAndTasksByTheirKeysAndAllOfTheirWords() throws IOException {
    String key = "Idempotency-Key: \"survey\"";
    String mission = api.post("/api/v1/missions", SURVEY, key).text("id");
    Asking first = node.asked(Command.CreateMission.class).asking();
    assertEquals("survey", first.key().orElseThrow().text());
    assertEquals(new Origin(Origin.Zone.API, "127.0.0.1"), first.by());
    api.post("/api/v1/missions", SURVEY.replace("{\"title\"", "{ \"title\""), key);
    assertEquals(first, node.asked(Command.CreateMission.class).asking());
    api.post("/api/v1/missions", SURVEY.replace("Survey", "Look"), key);
    assertNotEquals(first, node.asked(Command.CreateMission.class).asking());
    String other = api.post("/api/v1/missions", SURVEY).text("id");
    api.post("/api/v1/missions/" + mission + "/tasks", "{\"name\":\"walk\"}", key);
    Optional<RequestKey> task = node.asked(Command.CreateTask.class).key();
    api.post("/api/v1/missions/" + other + "/tasks", "{\"name\":\"walk\"}", key);
    assertNotEquals(task, node.asked(Command.CreateTask.class).key());
    node.answering(command -> command instanceof Command.CreateMission create
        ? Optional.of(new Answer.OneMission(
            new Mission(MissionId.parse(mission), create.asking().by(), create.draft(), 0), true))
        : Optional.empty());
    RawResponse again = api.post("/api/v1/missions", SURVEY, key);
    assertEquals(200, again.status());
    assertEquals("/api/v1/missions/" + mission, again.header("location"));
  }

  @Test
  void shouldNameTheFieldThatIsWrong() throws IOException {
    assertField("title", "{}");
    assertField("title", "{\"title\":\"\"}");
    assertField("titel", "{\"title\":\"a\",\"titel\":1}");
    assertField("title", "{\"title\":\"" + "x".repeat(257) + "\"}");
    assertField("status", "{\"title\":\"a\",\"status\":\"So so\"}");
    assertField("metadata", "{\"title\":\"a\",\"metadata\":[]}");
    assertField("tags[0]", "{\"title\":\"a\",\"tags\":[1]}");
  }

  private String text(String target) throws IOException {
    return CanonicalJson.text(api.get(target).json());
  }

  private void assertField(String field, String body) throws IOException {
    RawResponse response = api.post("/api/v1/missions", body);
    assertEquals(400, response.status(), body);
    assertEquals(field, response.text("field"));
  }
}
