package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.http.original.OriginalClient;
import org.sheratan.edge.http.original.OriginalClient.Reply;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.secure.NetworkKey;

/** Every member of every body that a client of Core v2 may send, wrong in every way: 4xx with its place, nothing stored. */
class CoreV2BadInputTest {
  private static final List<String> WRONG = List.of("7", "-1.5", "true", "\"x\"", "[]", "[{}]", "{\"a\":1}");
  private static final Map<String, List<String>> RIGHT = Map.of("text", List.of("\"x\""), "object",
      List.of("{\"a\":1}"), "texts", List.of("[]"), "integer", List.of("7"));

  @TempDir
  Path top;
  private NodeProcess node;
  private OriginalClient client;
  private String mission;
  private String task;
  private String before;

  /** A body with its members: name, type, and whether it must be there. */
  private record Call(String method, String path, String body, List<Member> members) {}

  private record Member(String name, String type, boolean needed, int maxChars) {}

  private static Member text(String name, boolean needed, int maxChars) {
    return new Member(name, "text", needed, maxChars);
  }

  private static Member other(String name, String type, boolean needed) {
    return new Member(name, type, needed, 0);
  }

  @BeforeEach
  void start() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), NetworkKey.generate(new SystemRandomness()), 0,
        "original = true\noriginal_port = 0\n");
    node = home.start().awaitReady();
    client = new OriginalClient(CoreV2ProcessTest.port(node));
    mission = client.post("/api/missions", "{\"title\":\"a\",\"description\":\"b\"}").word("id");
    task = client.post("/api/missions/" + mission + "/tasks", "{\"name\":\"a\",\"kind\":\"ping\"}")
        .word("id");
    before = stored();
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
  }

  private String stored() {
    return client.get("/api/missions").text() + client.get("/api/tasks").text()
        + client.get("/api/jobs").text();
  }

  private List<Call> calls() {
    List<Member> mission = List.of(text("title", true, 256), text("description", true, 8_192),
        text("user_id", false, 64), text("status", false, 0), other("metadata", "object", false),
        other("tags", "texts", false));
    String model = client.get("/api/missions/" + this.mission).text();
    return List.of(new Call("POST", "/api/missions", "{\"title\":\"t\",\"description\":\"d\"}", mission),
        new Call("PUT", "/api/missions/" + this.mission, model,
            List.of(text("id", true, 0), text("title", true, 256), text("description", true, 8_192),
                text("user_id", true, 64), text("status", false, 0), other("metadata", "object", true),
                other("tags", "texts", true))),
        new Call("POST", "/api/missions/" + this.mission + "/tasks", "{\"name\":\"t\"}",
            List.of(text("name", true, 256), text("description", false, 8_192), text("kind", false, 64),
                other("params", "object", false))),
        new Call("POST", "/api/tasks/" + task + "/jobs", "{\"payload\":{\"kind\":\"ping\"}}",
            List.of(other("payload", "object", true), text("priority", false, 8),
                other("timeout_seconds", "integer", false), other("depends_on", "texts", false),
                text("idempotency_key", false, 255))),
        new Call("POST", "/api/tasks/" + task + "/jobs", "{\"payload\":{\"kind\":\"ping\"}}",
            List.of(new Member("payload.kind", "text", false, 64),
                new Member("payload.params", "object", false, 0))));
  }

  @Test
  void shouldNameThePlaceAndStoreNothing() {
    int tried = 0;
    for (Call call : calls()) {
      for (Member member : call.members()) {
        for (String wrong : WRONG) {
          if (!RIGHT.get(member.type()).contains(wrong)) {
            assertRefused(call, member.name(), with(call.body(), member.name(), wrong));
            tried++;
          }
        }
        if (member.needed()) {
          assertRefused(call, member.name(), without(call.body(), member.name()));
        }
        if (member.maxChars() > 0) {
          assertRefused(call, member.name(),
              with(call.body(), member.name(), "\"" + "x".repeat(member.maxChars() + 1) + "\""));
        }
        if (member.type().equals("object")) {
          assertRefused(call, "",
              with(call.body(), member.name(), "{\"a\":".repeat(40) + "1" + "}".repeat(40)));
        }
      }
      assertRefused(call, "unheard_of", with(call.body(), "unheard_of", "1").replace("payload.", ""));
    }
    assertTrue(tried > 100, "tried " + tried);
    assertEquals(before, stored());
  }

  @Test
  void shouldRefuseWhatIsNoJson() {
    for (Call call : calls()) {
      String twice = call.body().strip().replaceFirst("\\{(\"[a-z_]+\"):", "{$1:1,$1:");
      for (String body : List.of("{", "[]", "\"x\"", "null", "{\"a\":1,}", "{}{}", "{'a':1}", "NaN", twice,
          call.body().strip().replaceFirst("\\{", "{\"x\":\"\\\\ud800\","),
          call.body().strip().replaceFirst("\\{", "{\"x\":" + "[".repeat(40) + "]".repeat(40) + ","))) {
        assertRefused(call, "", body);
      }
      ByteArrayOutputStream notUtf8 = new ByteArrayOutputStream();
      notUtf8.writeBytes("{\"title\":\"".getBytes(StandardCharsets.US_ASCII));
      notUtf8.writeBytes(new byte[]{(byte) 0xc3, (byte) 0x28, '"', '}'});
      Reply reply = client.call(call.method(), call.path(), notUtf8.toByteArray());
      assertEquals(422, reply.status(), reply.text());
    }
    assertEquals(before, stored());
  }

  @Test
  void shouldRefuseTenMegabytesBeforeReadingThem() {
    for (Call call : calls()) {
      List<Integer> statuses = new ArrayList<>();
      try {
        statuses.add(client.call(call.method(), call.path(), "x".repeat(10_000_000)).status());
      } catch (java.io.UncheckedIOException cut) {
        // The connection ends while the client still sends.
        statuses.add(413);
      }
      assertEquals(List.of(413), statuses);
    }
    assertEquals(before, stored());
  }

  @Test
  void shouldKeepToTheRulesOfValues() {
    Call job = calls().get(3);
    for (String each : List.of("timeout_seconds:0", "timeout_seconds:-1", "timeout_seconds:2592001",
        "timeout_seconds:1e3", "priority:\"low\"", "priority:\"\"", "depends_on:[\"x\"]", "depends_on:[1]",
        "depends_on:[\"" + task + "\"]", "idempotency_key:\"a b\"", "idempotency_key:\"ü\"",
        "payload:{\"kind\":\"nobody_runs_this\"}", "payload:{\"kind\":\"read_file\"}")) {
      String[] parts = each.split(":", 2);
      assertRefused(job, parts[0], with(job.body(), parts[0], parts[1]));
    }
    String many = "\"" + "x".repeat(100) + "\",";
    assertRefused(job, "depends_on", with(job.body(), "depends_on", "[" + many.repeat(64) + "\"x\"]"));
    assertRefused(job, "payload",
        with(job.body(), "payload", "{\"kind\":\"ping\",\"x\":\"" + "y".repeat(16_000) + "\"}"));
    assertEquals(before, stored());
  }

  @Test
  void shouldStopAtTheGatesWhatTheyStop() {
    Call job = calls().get(3);
    for (String payload : List.of("{\"kind\":\"Ping\"}",
        "{\"kind\":\"read_file\",\"params\":{\"path\":\"../x\"}}")) {
      Reply reply = client.call(job.method(), job.path(), with(job.body(), "payload", payload));
      assertEquals(403, reply.status(), reply.text());
      assertEquals(new Json.Text("gateway_violation"), ((Json.Obj) reply.get("detail")).get("error"));
    }
    assertEquals(before, stored());
  }

  private void assertRefused(Call call, String field, String body) {
    Reply reply = client.call(call.method(), call.path(), body);
    String said = call.method() + " " + call.path() + " " + body.substring(0, Math.min(200, body.length()))
        + " -> "
        + reply.status() + " " + reply.text();
    assertEquals(422, reply.status(), said);
    Json.Obj first = (Json.Obj) ((Json.Arr) reply.get("detail")).items().getFirst();
    List<Json> place = ((Json.Arr) first.get("loc")).items();
    assertEquals(new Json.Text("body"), place.getFirst(), said);
    String path = String.join(".", place.stream().skip(1)
        .map(step -> step instanceof Json.Text(String name) ? name : CanonicalJson.text(step)).toList());
    assertTrue(path.startsWith(field), said);
  }

  /** The body with a member set; {@code payload.kind} is one within another. */
  private static String with(String body, String name, String value) {
    Json.Obj object = JsonReader.readObject(Bytes.utf8(body.strip()));
    if (name.startsWith("payload.")) {
      String inner = name.substring("payload.".length());
      Json.Obj payload = ((Json.Obj) object.get("payload")).without(inner);
      String rest = CanonicalJson.text(payload);
      return "{\"payload\":" + joined(rest, inner, value) + "}";
    }
    return joined(CanonicalJson.text(object.without(name)), name, value);
  }

  private static String joined(String object, String name, String value) {
    String comma = object.equals("{}") ? "" : ",";
    return "{\"" + name + "\":" + value + comma + object.substring(1);
  }

  private static String without(String body, String name) {
    return CanonicalJson.text(JsonReader.readObject(Bytes.utf8(body.strip())).without(name));
  }
}
