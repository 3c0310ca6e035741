package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.secure.NetworkKey;

/** Tokens, and what they were used for, of a real daemon that is killed. */
class TokensProcessTest {
  private static final String TOKENS = "/api/v1/tokens";
  private static final String PLAN = "{\"title\":\"t\",\"steps\":[{\"name\":\"a\",\"kind\":\"read_file\","
      + "\"params\":{\"path\":\"hello.txt\"}}]}";
  private static final Json.Obj SURVEY = Json.Obj.EMPTY.with("title", "Survey");
  private static final Json.Obj WALK = Json.Obj.EMPTY.with("name", "walk");
  private static final Json.Obj DAILY = Json.Obj.EMPTY.with("schedule", "every 1 d ping");
  @TempDir
  Path top;

  private static String make(NodeClient client, String name, String scope) throws Exception {
    NodeClient.Reply made = client.post(TOKENS, Json.Obj.EMPTY.with("name", name).with("scope", scope));
    assertEquals(201, made.status());
    return made.text("token");
  }

  private static void assertNowhere(String secret, Path folder, List<String> log) throws IOException {
    assertFalse(String.join("\n", log).contains(secret));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret),
            file.toString());
      }
    }
  }

  private static void assertAgain(String id, NodeClient.Reply again) {
    assertEquals(200, again.status(), again.body().toString());
    assertEquals(id, again.text("id"));
  }

  @Test
  void shouldKeepScopesRevocationsMakersAndKeysWhenItIsKilled() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), NetworkKey.generate(new SystemRandomness()), 0,
        "[gate]\nhard_phrases = [\"aurora\"]\n");
    home.put("hello.txt", "hello\n");
    Json.Obj plan = JsonReader.readObject(Bytes.utf8(PLAN));
    String submitter;
    String gone;
    String chain;
    String held;
    String mission;
    String task;
    String schedule;
    try (NodeProcess node = home.start().awaitReady();
        NodeClient client = home.client();
        NodeClient ci = client.as(make(client, "early", "submit"))) {
      submitter = make(client, "ci", "submit");
      gone = make(client, "gone", "admin");
      assertEquals("revoked", client.delete(TOKENS + "/gone").text("state"));
      NodeClient.Reply begun = ci.post("/api/v1/missions/plan", plan, "survey");
      assertEquals(202, begun.status(), begun.body().toString());
      chain = begun.text("id");
      NodeClient.Reply paused = ci.submit("read_file", Json.Obj.EMPTY.with("path", "aurora.txt"));
      assertEquals(202, paused.status(), paused.body().toString());
      mission = ci.post("/api/v1/missions", SURVEY, "m").text("id");
      task = ci.post("/api/v1/missions/" + mission + "/tasks", WALK, "t").text("id");
      schedule = ci.post("/api/v1/schedules", DAILY, "s").text("id");
      held = paused.text("id");
      node.kill();
      assertNowhere(submitter, home.dataFolder(), node.log());
    }
    try (NodeProcess node = home.start().awaitReady();
        NodeClient client = home.client();
        NodeClient ci = client.as(submitter);
        NodeClient ended = client.as(gone)) {
      assertEquals(401, ended.get("/api/v1/status").status());
      NodeClient.Reply job = ci.submit("read_file", Json.Obj.EMPTY.with("path", "hello.txt"));
      assertEquals(201, job.status(), job.body().toString());
      assertEquals("ci", ((Json.Text) ((Json.Obj) job.body().get("origin")).get("name")).value());
      NodeClient.Reply approval = ci.post("/api/v1/gate/held/" + held + "/approve",
          Json.Obj.EMPTY.with("reason", "I say so"));
      assertEquals(403, approval.status());
      assertEquals("held", client.get("/api/v1/jobs/" + held).text("state"));
      NodeClient.Reply again = ci.post("/api/v1/missions/plan", plan, "survey");
      assertEquals(200, again.status(), again.body().toString());
      assertEquals(chain, again.text("id"));
      assertEquals(409, ci.post("/api/v1/missions/plan", plan.with("title", "u"), "survey").status());
      assertEquals(403, ci.delete("/api/v1/missions/" + mission).status(), "early made it, not ci");
      assertAgain(mission, client.post("/api/v1/missions", SURVEY, "m"));
      assertAgain(task, client.post("/api/v1/missions/" + mission + "/tasks", WALK, "t"));
      assertAgain(schedule, client.post("/api/v1/schedules", DAILY, "s"));
      assertEquals(409, client.post("/api/v1/missions", SURVEY.with("title", "Look"), "m").status());
      assertEquals(3, client.get(TOKENS).count("tokens"));
      assertTrue(node.said("event=ready"));
      assertEquals(0, node.terminate(), node.log()::toString);
    }
  }
}
