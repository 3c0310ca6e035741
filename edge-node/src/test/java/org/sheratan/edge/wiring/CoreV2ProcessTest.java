package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.http.original.OriginalClient;
import org.sheratan.edge.http.original.OriginalClient.Reply;
import org.sheratan.radio.secure.NetworkKey;

/** What clients of Sheratan Core v2 do, in their order, against a real daemon. */
class CoreV2ProcessTest {
  private static final long LOOK_MS = 50;

  @TempDir
  Path top;
  private NodeProcess node;
  private OriginalClient client;
  private int port;

  @BeforeEach
  void start() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), NetworkKey.generate(new SystemRandomness()), 0,
        "original = true\noriginal_port = 0\n");
    home.put("hello.txt", "hello\n");
    node = home.start().awaitReady();
    port = port(node);
    client = new OriginalClient(port);
  }

  /** Where it serves clients of the original. */
  static int port(NodeProcess node) {
    return node.log().stream().filter(line -> line.contains("event=original "))
        .map(line -> line.replaceFirst(".*address=[^ ]*:([0-9]+).*", "$1")).mapToInt(Integer::parseInt)
        .findFirst().orElseThrow();
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
  }

  @Test
  void shouldServeAClientOfTheOriginalInItsOrder() throws InterruptedException {
    assertEquals("{\"sheratan_core_v2\":\"running\"}\n", client.get("/").text());
    Reply mission = client.post("/api/missions",
        "{\"title\":\"Read\",\"description\":\"files\",\"metadata\":{\"created_by\":\"test\"}}");
    assertEquals(200, mission.status(), mission.text());
    Reply task = client.post("/api/missions/" + mission.word("id") + "/tasks",
        "{\"name\":\"list\",\"kind\":\"list_files\",\"params\":{\"path\":\".\"}}");
    String jobs = "/api/tasks/" + task.word("id") + "/jobs";
    String keyed = "{\"payload\":{\"kind\":\"list_files\",\"params\":{\"path\":\".\"}},\"idempotency_key\":\"k1\"}";
    Reply first = client.post(jobs, keyed);
    assertEquals(200, first.status(), first.text());
    Reply second = client.post(jobs,
        "{\"payload\":{\"kind\":\"read_file\",\"params\":{\"path\":\"hello.txt\"}},\"priority\":\"critical\","
            + "\"timeout_seconds\":30,\"depends_on\":[\"" + first.word("id") + "\"]}");
    assertEquals("critical", second.word("priority"));
    assertEquals(Json.Int.of(30), second.get("timeout_seconds"));
    assertEquals(new Json.Arr(List.of(first.get("id"))), second.get("depends_on"));
    assertEquals(200, client.post("/api/jobs/" + second.word("id") + "/dispatch", "").status());
    Reply done = synced(second.word("id"));
    assertEquals("completed", done.word("status"), done.text());
    assertTrue(done.text().contains("hello"), done.text());
    assertEquals(CanonicalJson.sha256(done.get("result")).toHex(), done.word("result_hash"));
    assertEquals("completed", client.get("/api/jobs/" + first.word("id")).word("status"),
        "it depends on that");
    Reply again = client.post(jobs, keyed);
    assertEquals(200, again.status());
    assertEquals(new Json.Bool(true), again.get("idempotent"));
    assertEquals(first.word("id"), again.word("id"));
    assertEquals("completed", again.word("status"));
    Reply collision = client.post(jobs, keyed.replace("\".\"", "\"..\""));
    assertEquals(403, collision.status(), "a gate stops that path first");
    collision = client.post(jobs, keyed.replace("list_files", "walk_tree"));
    assertEquals(409, collision.status(), collision.text());
    assertTrue(collision.text().contains("\"existing_job_id\":\"" + first.word("id") + "\""),
        collision.text());
    assertTrue(collision.text()
        .contains("\"existing_hash_prefix\":\"" + first.word("idempotency_hash").substring(0, 16)));
    assertEquals(2, ((Json.Arr) client.get("/api/jobs").json()).items().size());
    assertEquals("[" + task.text().strip() + "]\n", client.get("/api/tasks").text());
    assertWhyAndHow(second.word("id"));
    assertEquals(200, client.call("DELETE", "/api/missions/" + mission.word("id"), "").status());
    assertEquals("[]\n", client.get("/api/missions").text());
    assertEquals(404, client.get("/api/tasks/" + task.word("id")).status());
    assertTrue(node.log().stream().noneMatch(line -> line.contains("level=error")), node.log()::toString);
  }

  /** Decisions are written down soon after, and nobody waits for that. */
  private void assertWhyAndHow(String job) throws InterruptedException {
    Reply why = client.get("/api/why/trace/" + job);
    while (!why.text().contains("\"EXECUTE\"")) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
      why = client.get("/api/why/trace/" + job);
    }
    assertEquals(new Json.Arr(List.of(new Json.Text(job))),
        client.get("/api/why/job/" + job).get("trace_ids"));
    assertEquals(200, client.get("/api/why/latest?intent=complete_job").status());
    Json.Obj stats = (Json.Obj) client.get("/api/why/stats").get("stats");
    assertEquals("[[\"path_upward\",1]]", CanonicalJson.text(stats.get("top_error_codes")),
        "what a gate barred before, and nothing else: " + stats);
    Reply state = client.get("/api/system/state");
    assertEquals(client.get("/api/status").word("system_state"), state.word("state"));
    String transition = "/api/system/state/transition";
    assertEquals(200,
        client.post(transition, "{\"state\":\"PAUSED\",\"reason\":\"a backup\"}").status());
    assertEquals("PAUSED", client.get("/api/status").word("system_state"));
    assertEquals(400, client.post(transition, "{\"state\":\"DEGRADED\",\"reason\":\"x\"}").status());
    assertEquals(200, client.post(transition, "{\"state\":\"OPERATIONAL\",\"reason\":\"on\"}").status());
    assertTrue(client.get("/api/system/state/history").text().contains("a backup"));
    assertEquals(200, client.get("/api/system/health").status());
    assertEquals(new Json.Bool(true), client.get("/api/gateway/config").get("enabled"));
    assertEquals(Json.Int.of(1_000),
        ((Json.Obj) client.get("/api/system/metrics").get("config")).get("max_queue"));
  }

  private Reply synced(String job) throws InterruptedException {
    Reply reply = client.post("/api/jobs/" + job + "/sync", "");
    while (reply.status() == 202) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
      reply = client.post("/api/jobs/" + job + "/sync", "");
    }
    assertEquals(200, reply.status(), reply.text());
    return reply;
  }

  @Test
  void shouldRunTheScriptOfTheDocuments() throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("sheratan.root"), "docs/examples/core-v2.sh");
    ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true);
    builder.environment().put("CORE", "http://127.0.0.1:" + port);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.endsWith("done\n"), said);
    assertTrue(said.contains("hello.txt"), said);
  }
}
