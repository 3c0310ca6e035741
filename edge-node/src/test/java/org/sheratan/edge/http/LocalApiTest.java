package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.kernel.Now;

class LocalApiTest {
  private final FakeNode node = new FakeNode();
  private final LocalApi local = new LocalApi(
      new ApiParts(node, RunningApi.TOKEN, RunningApi.tokens(), FakeNode.NETWORK,
          () -> Now.monotonic(0), Runnable::run, FakeNode.LINKS, Optional.empty(), Optional.empty(),
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false));

  @Test
  void shouldAnswerWhatTheListeningApiAnswers() throws Exception {
    try (RunningApi listening = RunningApi.over(node)) {
      for (String target : new String[]{"/api/v1/status", "/api/v1/nodes", "/api/v1/links"}) {
        assertEquals(listening.get(target).json(), local.get(target),
            target);
      }
    }
  }

  @Test
  void shouldRefuseAsTheListeningApiDoes() {
    assertEquals(404, refusal(() -> local.get("/api/v1/radio")));
    assertEquals(404, refusal(() -> local.get("/api/v1/nothing")));
    assertEquals(404, refusal(() -> local.post("/api/v1/ping", Json.Obj.EMPTY.with("node", "nobody"))));
    assertEquals(400, refusal(() -> local.post("/api/v1/ping", Json.Obj.EMPTY)));
    assertEquals(405, refusal(() -> local.post("/api/v1/status", Json.Obj.EMPTY)));
  }

  /** What is decided at the cable is known to be: the trace tells it from what came over the page. */
  @Test
  void shouldDecideAsTheConsole() throws HttpRefusal {
    Json.Obj held = local.post("/api/v1/jobs", Json.Obj.EMPTY.with("kind", "read_file").with("params",
        Json.Obj.EMPTY.with("path", "/data/x")));
    String id = ((Json.Text) held.get("id")).value();
    local.post("/api/v1/gate/held/" + id + "/reject", Json.Obj.EMPTY.with("reason", "no"));
    assertEquals(new Origin(Origin.Zone.CONSOLE, ""), node.asked(Command.DecideHeld.class).by());
  }

  private interface Call {
    Json.Obj run() throws HttpRefusal;
  }

  private static int refusal(Call call) {
    return assertThrows(HttpRefusal.class, call::run).problem().status();
  }
}
