package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.node.Command;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.RequestHead;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** What a token may do, and what it may not. */
class ScopesTest {
  private static final String PAUSED = "{\"kind\":\"read_file\",\"params\":{\"path\":\"/data/x\"}}";
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  /** Every operation against every scope: none can be added without one, nor be forgotten here. */
  @Test
  void shouldAskEveryOperationForItsScope() throws IOException {
    try (WholeApi whole = WholeApi.of(HttpSettings.loopback(0), api.parts(), api.access(), length -> {
      throw new IllegalStateException("nobody signs in here");
    })) {
      List<Operation> operations = whole.router().operations();
      assertTrue(operations.size() > 70, operations.size() + " operations");
      SortedMap<Scope, String> bearers = new TreeMap<>();
      for (Scope held : List.of(Scope.READ, Scope.SUBMIT, Scope.OPERATE, Scope.ADMIN)) {
        bearers.put(held, api.bearer(held).substring("Authorization: ".length()));
      }
      for (Operation operation : operations) {
        bearers.forEach((held, bearer) -> {
          String shown = operation.method() + " " + operation.path() + " with " + held.word();
          HttpResponse response = call(whole, operation, bearer);
          boolean refused = response.body().toUtf8().contains("problem:insufficient-scope\"");
          assertEquals(!held.includes(operation.scope()), refused, shown);
          assertEquals(refused
              ? "Bearer realm=\"sheratan\", error=\"insufficient_scope\", scope=\"" + operation.scope().word()
                  + "\""
              : null, response.headers().get("WWW-Authenticate"), shown);
          assertNotEquals(401, response.status(), shown);
        });
        int stranger = call(whole, operation, "").status();
        assertEquals(operation.scope() != Scope.NONE, stranger == 401, operation.path() + " " + stranger);
      }
      TreeSet<Scope> asked = new TreeSet<>(operations.stream().map(Operation::scope).toList());
      assertEquals(new TreeSet<>(List.of(Scope.values())), asked, "each scope is good for something");
    }
  }

  /** Straight through, so that streams are begun and not followed. */
  private static HttpResponse call(WholeApi whole, Operation operation, String bearer) {
    Bytes body = operation.takes().isPresent() ? Bytes.utf8("{}") : Bytes.EMPTY;
    TreeMap<String, String> fields = new TreeMap<>();
    fields.put("content-type", "application/json");
    if (!bearer.isEmpty()) {
      fields.put("authorization", bearer);
    }
    RequestHead head = new RequestHead(operation.method(), operation.path().replaceAll("\\{\\w+}", "x"), 1,
        "localhost", fields, body.length());
    try {
      return whole.application().apply(HttpRequest.of(head, body, "127.0.0.1"));
    } catch (MalformedException broken) {
      // It was let in, and then not understood.
      return HttpResponse.empty(400);
    }
  }

  @Test
  void shouldNotLetASubmitterApproveItsOwnHeldJob() throws IOException {
    String submitter = api.bearer("ci", Scope.SUBMIT);
    RawResponse held = api.post("/api/v1/jobs", PAUSED, submitter);
    assertEquals(202, held.status());
    String path = "/api/v1/gate/held/" + held.text("id");
    for (String decision : List.of("/approve", "/reject")) {
      RawResponse refused = api.post(path + decision, "{\"reason\":\"I say so\"}", submitter);
      assertEquals(403, refused.status());
      assertEquals("urn:sheratan:problem:insufficient-scope", refused.text("type"));
      assertEquals("operate", refused.text("needed_scope"));
      assertEquals("submit", refused.text("held_scope"));
      assertEquals("this needs a token of the scope operate, and ci has submit", refused.text("detail"));
    }
    assertEquals("held", api.get("/api/v1/jobs/" + held.text("id")).text("state"));
    RawResponse approved = api.post(path + "/approve", "{\"reason\":\"looked at\"}",
        api.bearer("boss", Scope.OPERATE));
    assertEquals("pending", approved.text("state"));
    assertEquals(new Origin(Origin.Zone.API, "boss"), node.asked(Command.DecideHeld.class).by());
  }

  /** Two programs of one machine were one source, and one in a loop kept the other out. */
  @Test
  void shouldKnowJobsByTheTokenThatSentThem() throws IOException {
    for (String name : List.of("ci", "weather")) {
      api.post("/api/v1/jobs", "{\"kind\":\"ping\"}", api.bearer(name, Scope.SUBMIT));
      assertEquals(new Origin(Origin.Zone.API, name), node.asked(Command.Submit.class).origin());
    }
    api.post("/api/v1/jobs", "{\"kind\":\"ping\"}");
    assertEquals(new Origin(Origin.Zone.API, "127.0.0.1"), node.asked(Command.Submit.class).origin());
  }

  @Test
  void shouldTellAReaderThatAPathIsNotThere() throws IOException {
    String reader = api.bearer(Scope.READ);
    assertEquals(404, api.call("GET", "/api/v1/nothing", "", reader).status());
    assertEquals(405, api.call("PUT", "/api/v1/jobs", "", reader).status());
    assertEquals(403, api.call("DELETE", "/api/v1/tokens/read", "", reader).status());
    assertEquals(403, api.call("GET", "/api/v1/tokens", "", reader).status());
    assertEquals(403, api.call("HEAD", "/api/v1/tokens", "", reader).status());
  }

  @Test
  void shouldCutOffWhoListensWithARevokedToken() throws IOException {
    try (RawClient client = api.connect()) {
      client.send(RawClient.request("GET", "/api/v1/events", "", api.bearer("dash", Scope.READ)));
      assertEquals("HTTP/1.1 200 OK", client.line());
      api.named().revoke("dash");
      int lines = 0;
      try {
        while (lines < 10_000) {
          client.line();
          lines++;
        }
      } catch (EOFException ended) {
        // As it should be.
      }
      assertTrue(lines < 10_000);
    }
  }

  @Test
  void shouldNotTellWhatARevokedTokenWaitedFor() throws Exception {
    node.put(FakeNode.job(1, JobState.WORKING));
    String bearer = api.bearer("dash", Scope.READ);
    CompletableFuture<RawResponse> waiting = CompletableFuture.supplyAsync(() -> {
      try {
        return api.call("GET", "/api/v1/jobs/" + FakeNode.jobId(1) + "?wait=30&seen=working", "", bearer);
      } catch (IOException broken) {
        throw new IllegalStateException(broken);
      }
    });
    Await.until(() -> node.asked().stream().anyMatch(Command.Show.class::isInstance));
    api.named().revoke("dash");
    node.put(FakeNode.job(1, JobState.COMPLETED));
    assertEquals(401, waiting.get().status());
  }

  @Test
  void shouldLetTheNodesOwnTokenDoEverything() throws IOException {
    RawResponse made = api.post("/api/v1/tokens", "{\"name\":\"ci\",\"scope\":\"admin\"}");
    assertEquals(201, made.status());
    String admin = "Authorization: Bearer " + made.text("token");
    assertEquals(201, api.post("/api/v1/tokens", "{\"name\":\"more\",\"scope\":\"read\"}", admin).status());
    assertEquals(200, api.call("DELETE", "/api/v1/tokens/ci", "", admin).status(), "even itself");
    assertEquals(new Json.Text("revoked"), api.get("/api/v1/tokens/ci").json().get("state"));
  }
}
