package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.http.original.OriginalClient;
import org.sheratan.edge.http.original.OriginalClient.Reply;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.secure.NetworkKey;

/** The workers of docs/examples, and one that speaks HTTP, at a real daemon. */
class RelayProcessTest {
  private static final long LOOK_MS = 50;
  private static final String ORDER = "{\"payload\":{\"kind\":\"count_words\",\"params\":{\"text\":\"how many words are these\"}}}";

  @TempDir
  Path top;
  private NodeProcess node;
  private OriginalClient client;
  private Path folder;
  private String jobs;

  @BeforeEach
  void start() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), NetworkKey.generate(new SystemRandomness()), 0,
        "original = true\noriginal_port = 0\n[tool.relay]\nkinds = [\"count_words\"]\n");
    folder = home.configFile().resolveSibling("relay");
    node = home.start().awaitReady();
    client = new OriginalClient(CoreV2ProcessTest.port(node));
    String mission = client.post("/api/missions", "{\"title\":\"a\",\"description\":\"b\"}").word("id");
    jobs = "/api/tasks/" + client.post("/api/missions/" + mission + "/tasks", "{\"name\":\"a\"}").word("id")
        + "/jobs";
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
  }

  @Test
  void shouldServeTheWorkerInPython() throws Exception {
    shouldBeServed("python-example", "python3", "relay_worker.py");
  }

  @Test
  void shouldServeTheWorkerInNode() throws Exception {
    shouldBeServed("node-example", "node", "relay-worker.mjs");
  }

  private void shouldBeServed(String name, String program, String example) throws Exception {
    Path script = Path.of(System.getProperty("sheratan.root"), "docs/examples", example);
    // One lies there before the worker comes, two come while it waits.
    String before = client.post(jobs, ORDER).word("id");
    Process worker = new ProcessBuilder(List.of(program, script.toString(), folder.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        // Without any input, as nohup and systemd start it: it ended at once.
        .redirectInput(Path.of("/dev/null").toFile()).start();
    try (BufferedReader said = worker.inputReader()) {
      assertEquals("ready", said.readLine());
      for (String job : List.of(before, client.post(jobs, ORDER).word("id"),
          client.post(jobs, ORDER).word("id"))) {
        Reply ended = ended(job);
        assertEquals("completed", ended.word("status"), ended.text());
        Json.Obj result = (Json.Obj) ended.get("result");
        assertEquals(Json.Int.of(5), result.get("words"));
        assertEquals(new Json.Text(name), result.get("by"));
      }
      assertTrue(worker.isAlive(), "it goes on until it is told to end");
      worker.destroy();
      worker.waitFor();
    } finally {
      worker.destroyForcibly();
    }
  }

  @Test
  void shouldServeAWorkerThatSpeaksHttp() throws IOException, InterruptedException {
    Reply registered = client.post("/api/mesh/workers/register",
        "{\"worker_id\":\"w1\",\"capabilities\":[{\"kind\":\"count_words\",\"cost\":3}]}");
    assertEquals("{\"message\":\"registered\",\"ok\":true,\"worker_id\":\"w1\"}\n", registered.text());
    String job = client.post(jobs, ORDER).word("id");
    Path file = folder.resolve("webrelay_out/" + job + ".job.json");
    while (!file.toFile().exists()) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
    }
    assertEquals("working", client.get("/api/jobs/" + job).word("status"));
    assertTold(Files.readString(file));
    Reply ended = client.post("/api/jobs/" + job + "/sync", "{\"result\":{\"words\":5}}");
    assertEquals(200, ended.status(), ended.text());
    assertEquals("completed", ended.word("status"));
    Json.Obj worker = (Json.Obj) ((Json.Arr) client.get("/api/mesh/workers").json()).items().getFirst();
    assertEquals(Json.Int.of(1), ((Json.Obj) worker.get("stats")).get("n"));
    assertEquals(Json.Int.of(0), ((Json.Obj) worker.get("stats")).get("active_jobs"));
    assertEquals(200, client.post("/api/jobs/" + job + "/sync", "{\"result\":{\"words\":6}}").status());
    assertEquals(ended.get("result"), client.get("/api/jobs/" + job).get("result"),
        "what has ended has ended");
  }

  /** They were null, although the node knows them. */
  private void assertTold(String file) {
    Json.Obj job = JsonReader.readObject(Bytes.utf8(file));
    Json.Obj payload = (Json.Obj) job.get("payload");
    Json.Obj mission = (Json.Obj) payload.get("mission");
    assertEquals(client.get("/api/missions").json(), new Json.Arr(List.of(mission)));
    assertEquals(client.get("/api/tasks").json(), new Json.Arr(List.of(payload.get("task"))));
    assertEquals(new Json.Text("core_v2_" + ((Json.Text) mission.get("id")).value()), job.get("session_id"));
    assertEquals(new Json.Null(), payload.get("last_result"), "it depends on nothing");
    assertEquals(Json.Obj.EMPTY, payload.get("artifacts"), "and is in no chain");
  }

  /** Results of workers outside may ask for more, like all of Core v2. */
  @Test
  void shouldDoWhatAResultAsksFor() throws InterruptedException, IOException {
    String job = client.post(jobs, ORDER).word("id");
    Path out = folder.resolve("webrelay_out");
    while (!out.resolve(job + ".job.json").toFile().exists()) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
    }
    client.post("/api/jobs/" + job + "/sync", "{\"result\":{\"ok\":true,\"lcp_version\":\"1\","
        + "\"type\":\"followup_jobs\",\"jobs\":["
        + "{\"kind\":\"read_file\",\"params\":{\"path\":\"../secret\"}}]}}");
    Reply context = client.get("/api/chains/" + job + "/context");
    while (!context.text().contains("stopped by gate")) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
      context = client.get("/api/chains/" + job + "/context");
    }
    assertEquals("failed", context.word("state"), context.text());
    Reply why = client.get("/api/why/trace/" + context.word("chain_id"));
    while (!why.text().contains("follow_up_refused")) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
      why = client.get("/api/why/trace/" + context.word("chain_id"));
    }
    assertTrue(why.text().contains("\"job_id\":\"" + job + "\""), why.text());
  }

  private Reply ended(String job) throws InterruptedException {
    Reply reply = client.post("/api/jobs/" + job + "/sync", "");
    while (reply.status() == 202) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
      reply = client.post("/api/jobs/" + job + "/sync", "");
    }
    return reply;
  }
}
