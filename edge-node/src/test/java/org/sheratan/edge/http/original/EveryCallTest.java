package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.original.OriginalClient.Reply;
import org.sheratan.edge.trace.TraceFixtures;

/** Every call that clients of the original know is there, and answers in JSON. */
class EveryCallTest {
  private static final String OWNER = FakeNode.SELF.id().shortName();
  private static final List<String> READING = List.of("/", "/api/missions", "/api/missions/MISSION",
      "/api/tasks", "/api/tasks/TASK", "/api/jobs", "/api/jobs/JOB", "/api/missions/PLANNED/chains",
      "/api/chains/CHAIN/context", "/api/mesh/workers", "/api/mesh/ledger/nobody", "/api/system/health",
      "/api/status", "/api/system/metrics", "/api/system/state", "/api/system/state/history",
      "/api/system/baselines", "/api/system/diagnostic", "/api/system/anomalies", "/api/why/latest",
      "/api/why/stats", "/api/why/trace/TRACED", "/api/why/job/TRACED", "/api/why/baselines",
      "/api/why/anomalies", "/api/why/state-transitions", "/api/gateway/config", "/api/admin/policies");
  /** Method, path and body, in an order that works. */
  private static final List<String> WRITING = List.of(
      "POST /api/missions {\"title\":\"a\",\"description\":\"b\"}",
      "PUT /api/missions/MISSION MODEL", "POST /api/missions/MISSION/tasks {\"name\":\"a\"}",
      "POST /api/tasks/TASK/jobs {\"payload\":{\"kind\":\"ping\"}}", "PUT /api/jobs/JOB MODEL",
      "POST /api/jobs/JOB/dispatch ", "POST /api/jobs/JOB/sync ",
      "POST /api/missions/agent-plan {\"user_prompt\":\"x\"}", "POST /api/missions/standard-code-analysis ",
      "POST /api/mesh/workers/register {\"worker_id\":\"w\",\"capabilities\":[{\"kind\":\"a\",\"cost\":1}]}",
      "POST /api/hosts/heartbeat {\"host_id\":\"h\"}",
      "POST /api/system/state/transition {\"state\":\"PAUSED\",\"reason\":\"x\"}",
      "POST /api/admin/policies/clear {\"host_id\":\"h\"}", "DELETE /api/missions/MISSION ");

  @TempDir
  Path folder;

  @Test
  void shouldBeThere() {
    try (OriginalApi api = new OriginalApi(new FakeNode(),
        Optional.of(TraceFixtures.written(folder, 1_000_000, 0, 30)))) {
      String mission = api.post("/api/missions", "{\"title\":\"a\",\"description\":\"b\"}").word("id");
      String task = api.post("/api/missions/" + mission + "/tasks", "{\"name\":\"a\",\"kind\":\"ping\"}")
          .word("id");
      String job = api.post("/api/tasks/" + task + "/jobs", "{\"payload\":{}}").word("id");
      api.post("/api/missions/agent-plan", "{\"user_prompt\":\"x\"}");
      Names names = new Names(mission, task, job);
      for (String path : READING) {
        Reply reply = api.get(names.in(path));
        assertEquals(200, reply.status(), path + ": " + reply.text());
        assertTrue(reply.header("Content-Type").startsWith("application/json"), path);
        assertEquals(405, api.call("PATCH", names.in(path), "").status(), path);
      }
      for (String call : WRITING) {
        String[] parts = call.split(" ", 3);
        String path = names.in(parts[1]);
        String body = parts[2].equals("MODEL") ? api.get(path).text() : parts[2];
        Reply reply = api.call(parts[0], path, body);
        assertTrue(reply.status() == 200 || reply.status() == 202, call + ": " + reply.text());
      }
      assertEquals(404, api.get("/api/why").status());
      assertNotEquals(404, api.get("/api/why/stats?x=1").status(), "queries are clients' own");
    }
  }

  /** What stands for which thing in a path. */
  private record Names(String mission, String task, String job) {
    String in(String path) {
      return path.replace("MISSION", mission).replace("TASK", task).replace("JOB", job)
          .replace("PLANNED", OwnedUuid.of(new MissionId(OWNER, 1, 1)))
          .replace("CHAIN", OwnedUuid.of(new ChainId(OWNER, 1, 1)))
          .replace("TRACED", OwnedUuid.of(new JobId("k7f3q2ab", 3, 4)));
    }
  }
}
