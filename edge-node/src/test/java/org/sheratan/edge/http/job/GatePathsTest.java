package org.sheratan.edge.http.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;

class GatePathsTest {
  private static final String HELD = "/api/v1/gate/held";
  private static final String PAUSED = "{\"kind\":\"read_file\",\"params\":{\"path\":\"/data/x\"}}";
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  @Test
  void shouldSayWhichGateStoppedItAndWhy() throws IOException {
    RawResponse refused = api.post("/api/v1/jobs", "{\"kind\":\"shell_exec\"}");
    assertEquals(403, refused.status());
    assertEquals("application/problem+json", refused.header("content-type"));
    assertEquals("urn:sheratan:problem:gate-violation", refused.text("type"));
    assertEquals("stopped by gate G2 capability: kind: shell_exec is forbidden", refused.text("detail"));
    Json.Arr reports = (Json.Arr) refused.json().get("reports");
    assertEquals(3, reports.items().size());
    assertEquals("{\"gate\":\"G2\",\"name\":\"capability\",\"reasons\":[{\"code\":\"capability_forbidden\","
        + "\"message\":\"kind: shell_exec is forbidden\"}],\"status\":\"FAIL\"}",
        org.sheratan.core.json.CanonicalJson.text(reports.items().getLast()));
    assertEquals(Json.Arr.ofTexts(List.of("kind: shell_exec is forbidden")),
        refused.json().get("blocked_reasons"));
  }

  @Test
  void shouldAnswer202WithTheReportsWhereAJobIsHeld() throws IOException {
    RawResponse held = api.post("/api/v1/jobs", PAUSED);
    assertEquals(202, held.status());
    assertEquals("held", held.text("state"));
    assertEquals("held by gate G3 path: params.path is absolute", held.text("reason"));
    assertEquals("/api/v1/jobs/" + held.text("id"), held.header("location"));
    assertEquals("PAUSE", ofPath(held).text("status", 10));
    RawResponse list = api.get(HELD);
    assertEquals(200, list.status());
    Fields listed = Fields.of((Json.Obj) ((Json.Arr) list.json().get("jobs")).items().getFirst());
    assertEquals(held.text("id"), listed.text("id", 99));
    assertEquals(Json.Obj.EMPTY.with("path", "/data/x"), listed.json().get("params"));
    assertEquals(202, api.post("/api/v1/jobs", PAUSED, "Idempotency-Key: k").status());
    assertEquals(202, api.post("/api/v1/jobs", PAUSED, "Idempotency-Key: k").status());
  }

  @Test
  void shouldKeepWhoDecidedAndWhy() throws IOException {
    String first = api.post("/api/v1/jobs", PAUSED).text("id");
    String second = api.post("/api/v1/jobs", PAUSED).text("id");
    RawResponse approved = api.post(HELD + "/" + first + "/approve", "{\"reason\":\"looked at\"}");
    assertEquals(200, approved.status());
    assertEquals("pending", approved.text("state"));
    Fields decision = Fields.of(((Json.Obj) approved.json().get("gates"))).object("decision");
    assertEquals("looked at", decision.text("reason", 99));
    assertEquals("api", decision.object("by").text("zone", 99));
    RawResponse rejected = api.post(HELD + "/" + second + "/reject", "{\"reason\":\"no\"}");
    assertEquals("failed", rejected.text("state"));
    assertEquals("rejected by api 127.0.0.1: no", rejected.text("reason"));
    assertEquals(409, api.post(HELD + "/" + second + "/approve", "{\"reason\":\"yes\"}").status());
    assertEquals(new Json.Arr(List.of()), api.get(HELD).json().get("jobs"));
  }

  @Test
  void shouldWantAReasonAndNothingElse() throws IOException {
    String held = api.post("/api/v1/jobs", PAUSED).text("id");
    for (String body : List.of("{}", "{\"reason\":1}", "{\"reason\":\"x\",\"by\":\"me\"}", "[]", "")) {
      assertEquals(400, api.post(HELD + "/" + held + "/approve", body).status(), body);
    }
    assertEquals(400, api.post(HELD + "/seventeen/reject", "{\"reason\":\"x\"}").status());
    assertTrue(node.asked().stream().noneMatch(Command.DecideHeld.class::isInstance));
  }

  @Test
  void shouldLetACallerSayThatARequestIsOutput() throws IOException {
    RawResponse output = api.post("/api/v1/jobs", "{\"kind\":\"ping\",\"source_zone\":\"output\"}");
    assertEquals(202, output.status());
    assertEquals(new Origin(Zone.OUTPUT, "127.0.0.1"), node.asked(Command.Submit.class).origin());
    RawResponse nowhere = api.post("/api/v1/jobs", "{\"kind\":\"ping\",\"source_zone\":\"mars\"}");
    assertEquals(403, nowhere.status());
    assertEquals(201, api.post("/api/v1/jobs", "{\"kind\":\"ping\",\"source_zone\":\"console\"}").status());
  }

  private static Fields ofPath(RawResponse job) {
    Json.Arr reports = (Json.Arr) ((Json.Obj) job.json().get("gates")).get("reports");
    return Fields.of((Json.Obj) reports.items().get(3));
  }
}
