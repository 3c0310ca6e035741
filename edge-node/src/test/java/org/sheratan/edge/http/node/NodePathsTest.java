package org.sheratan.edge.http.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.FakeRadio;
import org.sheratan.edge.http.RawClient;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.LinkCounts;
import org.sheratan.edge.http.route.NodeGate;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.kernel.WallState;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.secure.Fingerprint;

class NodePathsTest {
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  @Test
  void shouldTellTheStatus() throws IOException {
    Json.Obj status = api.get("/api/v1/status").json();
    assertEquals(new Json.Text(FakeNode.SELF.id().toHex()), status.get("id"));
    assertEquals(new Json.Text("node-a1"), status.get("name"));
    assertEquals(JsonWords.number(65), status.get("uptime_s"));
    assertEquals(new Json.Text(Fingerprint.of(FakeNode.SELF.id())), status.get("fingerprint"));
    assertEquals(new Json.Bool(true), status.get("accepting"));
    assertEquals(new Json.Bool(false), status.get("simulated"));
    assertEquals(new Json.Null(), status.get("problem"));
    node.degraded();
    assertEquals("journal: disk full", api.get("/api/v1/status").text("problem"));
  }

  @Test
  void shouldTellTheNodesItKnows() throws IOException {
    Json.Arr nodes = assertInstanceOf(Json.Arr.class, api.get("/api/v1/nodes").json().get("nodes"));
    assertEquals(2, nodes.items().size());
    Json.Obj second = (Json.Obj) nodes.items().get(1);
    assertEquals(new Json.Text("node-c3"), second.get("name"));
    assertEquals(new Json.Text("node-b2"), second.get("via"));
    assertEquals(new Json.Text("reachable"), second.get("state"));
    assertEquals(new Json.Text("first_use"), second.get("trust"));
    assertEquals(new Json.Real(2.5), second.get("seen_s"));
    assertEquals(new Json.Arr(List.of(new Json.Text("gpu:8G"))), second.get("offers"));
  }

  @Test
  void shouldNotCallReachableWhatOnlyAnnouncesTellOf() throws IOException {
    assertEquals("way_known", stateOf(Optional.empty(), 1_000));
    assertEquals("reachable", stateOf(Optional.of(1_000L), 301_000));
    assertEquals("way_known", stateOf(Optional.of(1_000L), 301_001));
  }

  private String stateOf(Optional<Long> sealedMs, long nowMs) throws IOException {
    Peer peer = new Peer(FakeNode.OTHER.id(), 1, 1, FakeNode.OTHER.id(), "lo", 0, sealedMs, 0,
        new CapabilityFilter(0), Trust.FIRST_USE, Optional.empty());
    node.answering(command -> command instanceof Command.ListNodes
        ? Optional.of(new Answer.Nodes(List.of(peer), new TreeMap<>(), new TreeMap<>(), List.of(), nowMs))
        : Optional.empty());
    return api.get("/api/v1/nodes/" + FakeNode.OTHER.id().toHex()).text("state");
  }

  @Test
  void shouldTellWhatItDoesNotKnowOfANodeAsNull() throws IOException {
    Peer stranger = new Peer(FakeNode.OTHER.id(), 1, 0, FakeNode.OTHER.id(), "lo", 0, Optional.empty(), 0,
        new CapabilityFilter(0), Trust.BLOCKED,
        Optional.empty());
    node.answering(command -> command instanceof Command.ListNodes
        ? Optional.of(new Answer.Nodes(List.of(stranger), new TreeMap<>(), new TreeMap<>(), List.of(), 0))
        : Optional.empty());
    Json.Arr nodes = (Json.Arr) api.get("/api/v1/nodes").json().get("nodes");
    Json.Obj only = (Json.Obj) nodes.items().getFirst();
    assertEquals(new Json.Null(), only.get("offers"));
    assertEquals(new Json.Text(FakeNode.OTHER.id().shortName()), only.get("name"));
    assertEquals(new Json.Text("blocked"), only.get("state"));
    assertEquals(new Json.Null(), only.get("hops"), "not 0, which would be this node itself");
    assertEquals(new Json.Null(), only.get("via"));
  }

  @Test
  void shouldTellWhatMeshAndLinksHaveCounted() throws IOException {
    Json.Obj status = api.get("/api/v1/status").json();
    Json.Obj traffic = assertInstanceOf(Json.Obj.class, status.get("traffic"));
    assertEquals(JsonWords.number(110), traffic.get("frames_in"));
    assertEquals(JsonWords.number(5), traffic.get("malformed_messages"));
    assertEquals(Json.Obj.EMPTY.with(FakeNode.WORKER.id().toHex(), 12), traffic.get("charged"));
    assertEquals(
        new Json.Arr(List.of(Json.Obj.EMPTY.with("name", "udp").with("frames_in", 120).with("sent", 98)
            .with("dropped", Json.Obj.EMPTY.with("foreign", 2).with("malformed", 3).with("unsent", 0))
            .with("ignored", Json.Obj.EMPTY.with("own", 40)))),
        status.get("links"));
    assertEquals(new Json.Null(), status.get("airtime"), "there is no radio");
  }

  /** What a LoRa link could not read itself was lost behind what the mesh could not. */
  @Test
  void shouldAddWhatTheMeshCouldNotReadToWhatTheLinkCouldNot() {
    Answer.StatusReport status = (Answer.StatusReport) new FakeNode().ask(new Command.Status()).join();
    Json.Arr links = TrafficJson.links(() -> new TreeMap<>(Map.of("udp",
        new LinkCounts.Figures(1, 1, new TreeMap<>(Map.of("malformed", 4L)), new TreeMap<>()))),
        status.traffic());
    assertEquals(Json.Obj.EMPTY.with("malformed", 7), ((Json.Obj) links.items().getFirst()).get("dropped"));
  }

  @Test
  void shouldTellWhatTheClockIsWorth() throws IOException {
    assertEquals(Json.Obj.EMPTY.with("quality", "none").with("at", new Json.Null())
        .with("not_before", new Json.Null()).with("machine_wrong", false).with("tellers", 0),
        api.get("/api/v1/status").json().get("clock"));
    assertEquals(
        Json.Obj.EMPTY.with("quality", "peer").with("at", new Json.Text("2026-11-21T12:00:00Z"))
            .with("not_before", new Json.Text("2026-11-20T12:00:00Z")).with("machine_wrong", true)
            .with("tellers", 3),
        ClockJson.clock(new WallState(1_795_262_400_000L, WallQuality.PEER, 1_795_176_000_000L, true, 3)));
  }

  @Test
  void shouldTellTheRadiosHourInTheStatus() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", new SendTime.Immediately());
    try (RunningApi own = new RunningApi(node, HttpSettings.loopback(0), Optional.of(radio))) {
      assertEquals(Json.Obj.EMPTY.with("link", "lora0").with("used_s", new Json.Real(42.5))
          .with("left_s", new Json.Real(317.5)).with("emergency_only_s", new Json.Real(18.0)),
          own.get("/api/v1/status").json().get("airtime"));
    }
  }

  @Test
  void shouldShowOneNode() throws IOException {
    RawResponse node = api.get("/api/v1/nodes/node-c3");
    assertEquals(200, node.status());
    assertEquals(FakeNode.OTHER.id().toHex(), node.text("id"));
    assertEquals(404, api.get("/api/v1/nodes/node-z9").status());
    assertEquals(404, api.get("/api/v1/nodes/node-a1").status(), "this node is not among the others");
  }

  @Test
  void shouldSetTrustWhereTheFingerprintIsTheOneThatWasCompared() throws IOException {
    String path = "/api/v1/nodes/node-b2/trust";
    String right = Fingerprint.of(FakeNode.WORKER.id());
    RawResponse wrong = api.post(path, "{\"trust\":\"confirmed\",\"fingerprint\":\"aaaa-bbbb\"}");
    assertEquals(409, wrong.status());
    assertEquals("other-fingerprint", wrong.code());
    assertTrue(wrong.text("detail").contains(right));
    assertTrue(node.asked().stream().noneMatch(Command.SetTrust.class::isInstance));
    for (Trust trust : Trust.values()) {
      String word = JsonWords.word(trust);
      RawResponse set = api.post(path, "{\"trust\":\"" + word + "\",\"fingerprint\":\"" + right + "\"}");
      assertEquals(200, set.status());
      assertEquals(new Command.SetTrust(FakeNode.WORKER.id(), trust), node.asked(Command.SetTrust.class));
    }
    assertEquals(200, api.post(path, "{\"trust\":\"blocked\"}").status());
    assertEquals("trust", api.post(path, "{}").text("field"));
    assertEquals("trust", api.post(path, "{\"trust\":\"maybe\"}").text("field"));
    assertEquals(404, api.post("/api/v1/nodes/node-z9/trust", "{\"trust\":\"blocked\"}").status());
    assertEquals(405, api.get(path).status());
  }

  /** Found by hand: a fingerprint read out by phone was refused for its missing dashes. */
  @Test
  void shouldTakeAFingerprintWithoutItsDashes() throws IOException {
    String spoken = Fingerprint.of(FakeNode.WORKER.id()).replace("-", " ").toUpperCase();
    assertEquals(200, api
        .post("/api/v1/nodes/node-b2/trust", "{\"trust\":\"confirmed\",\"fingerprint\":\"" + spoken + "\"}")
        .status());
  }

  /** Found by hand: "the body must be JSON" was said of a body that was. */
  @Test
  void shouldSayThatTheContentTypeIsMissing() throws IOException {
    String body = "{\"trust\":\"blocked\"}";
    try (RawClient client = api.connect()) {
      client.send("POST /api/v1/nodes/node-b2/trust HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
          + RunningApi.TOKEN.secret() + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
      RawResponse refused = client.response();
      assertEquals(415, refused.status());
      assertEquals("the request does not say what its body is; only JSON is read", refused.text("detail"));
      assertEquals("the header Content-Type: application/json", refused.text("fix"));
    }
  }

  @Test
  void shouldListABlockedNodeThatIsLongSilent() throws IOException {
    node.answering(command -> command instanceof Command.ListNodes
        ? Optional
            .of(new Answer.Nodes(List.of(), new TreeMap<>(),
                new TreeMap<>(Map.of(FakeNode.OTHER.id(), Trust.BLOCKED)),
                List.of(), 0))
        : Optional.empty());
    RawResponse silent = api.get("/api/v1/nodes/" + FakeNode.OTHER.id().shortName());
    assertEquals("blocked", silent.text("state"));
    assertEquals("blocked", silent.text("trust"));
    assertEquals(Fingerprint.of(FakeNode.OTHER.id()), silent.text("fingerprint"));
    assertEquals(new Json.Null(), silent.json().get("seen_s"));
    assertEquals(new Json.Null(), silent.json().get("name"));
  }

  @Test
  void shouldRevokeANodeAndTellWhoSaysSoWhenAndWhy() throws IOException {
    String path = "/api/v1/nodes/node-b2/revocation";
    assertEquals(409, api.post(path, "{\"reason\":\"lost\",\"fingerprint\":\"aaaa\"}").status());
    assertTrue(node.asked().stream().noneMatch(Command.Revoke.class::isInstance));
    assertEquals("reason", api.post(path, "{\"reason\":\"" + "x".repeat(65) + "\"}").text("field"));
    RawResponse revoked = api.post(path, "{\"reason\":\"lost\"}");
    assertEquals(200, revoked.status());
    assertEquals(new Command.Revoke(FakeNode.WORKER.id(), "lost"), node.asked(Command.Revoke.class));
    assertEquals("revoked", revoked.text("state"));
    Json.Obj word = Json.Obj.EMPTY.with("by_id", FakeNode.SELF.id().toHex()).with("by", "node-a1")
        .with("at", "2026-09-21T14:13:20Z").with("reason", "lost").with("counts", true);
    assertEquals(Json.Obj.EMPTY.with("in_force", true).with("words", new Json.Arr(List.of(word))),
        revoked.json().get("revoked"));
    assertEquals(new Json.Null(), api.get("/api/v1/nodes/node-c3").json().get("revoked"));
    assertEquals(404, api.post("/api/v1/nodes/node-z9/revocation", "{}").status());
  }

  @Test
  void shouldRevokeANodeThatItNeverHeard() throws IOException {
    RawResponse gone = api.post("/api/v1/nodes/" + FakeNode.THIEF.id().toHex() + "/revocation", "{}");
    assertEquals(200, gone.status());
    assertEquals("revoked", gone.text("state"));
    assertEquals("blocked", gone.text("trust"));
    assertEquals(new Json.Null(), gone.json().get("seen_s"));
    assertEquals("revoked", api.get("/api/v1/nodes/" + FakeNode.THIEF.id().shortName()).text("state"));
  }

  @Test
  void shouldPingByNameShortNameIdOrItsBeginning() throws IOException {
    String id = FakeNode.WORKER.id().toHex();
    for (String name : List.of("node-b2", FakeNode.WORKER.id().shortName(), id, id.toUpperCase(),
        id.substring(0, 8))) {
      RawResponse pong = api.post("/api/v1/ping", "{\"node\":\"" + name + "\",\"timeout_s\":2}");
      assertEquals(200, pong.status(), name);
      assertEquals(new Json.Real(1.66), pong.json().get("rtt_s"));
      assertEquals(new Command.Ping(FakeNode.WORKER.id(), 2_000), node.asked(Command.Ping.class));
    }
    assertEquals(404, api.post("/api/v1/ping", "{\"node\":\"node-z9\"}").status());
    assertEquals(400, api.post("/api/v1/ping", "{}").status());
    assertEquals(405, api.get("/api/v1/ping").status());
  }

  private void known(List<Peer> peers, SortedMap<NodeId, String> names, SortedMap<NodeId, Trust> decided) {
    node.answering(command -> command instanceof Command.ListNodes
        ? Optional.of(new Answer.Nodes(peers, names, decided, List.of(), 0))
        : Optional.empty());
  }

  /** After a restart a name was nobody's until that node's card came. */
  @Test
  void shouldFindANodeThatIsAwayByTheNameItHad() throws IOException {
    SortedMap<NodeId, String> names = new TreeMap<>(
        Map.of(FakeNode.WORKER.id(), "node-b2", FakeNode.OTHER.id(), "twin"));
    known(List.of(), names, new TreeMap<>());
    assertEquals(201,
        api.post("/api/v1/messages", "{\"to\":\"node-b2\",\"text\":\"are you there?\"}").status());
    assertEquals(404, api.post("/api/v1/messages", "{\"to\":\"node-z9\",\"text\":\"x\"}").status());
    api.post("/api/v1/ping", "{\"node\":\"twin\"}");
    assertEquals(FakeNode.OTHER.id(), node.asked(Command.Ping.class).peer());
    known(List.of(FakeNode.peer(FakeNode.WORKER, "twin", 1)), names, new TreeMap<>());
    api.post("/api/v1/ping", "{\"node\":\"twin\"}");
    assertEquals(FakeNode.WORKER.id(), node.asked(Command.Ping.class).peer(), "the one that is here");
    known(List.of(FakeNode.peer(FakeNode.WORKER, "twin", 1)), names,
        new TreeMap<>(Map.of(FakeNode.OTHER.id(), Trust.CONFIRMED)));
    assertEquals(409, api.post("/api/v1/ping", "{\"node\":\"twin\"}").status(),
        "nobody takes the name of one that is confirmed");
  }

  @Test
  void shouldNotGuessWhichOfTwoNodesIsMeant() throws IOException {
    node.answering(command -> command instanceof Command.ListNodes
        ? Optional.of(new Answer.Nodes(
            List.of(FakeNode.peer(FakeNode.WORKER, "twin", 1), FakeNode.peer(FakeNode.OTHER, "twin", 1)),
            new TreeMap<>(), new TreeMap<>(), List.of(), 0))
        : Optional.empty());
    RawResponse response = api.post("/api/v1/ping", "{\"node\":\"twin\"}");
    assertEquals(409, response.status());
    assertTrue(response.text("detail").contains(FakeNode.OTHER.id().shortName()));
  }

  @Test
  void shouldTurnEveryRefusalIntoItsStatus() throws IOException {
    assertRefusal(Answer.Reason.INVALID, 400, "invalid");
    assertRefusal(Answer.Reason.NO_CAPABLE_NODE, 422, "no-capable-node");
    assertRefusal(Answer.Reason.NO_SECOND_COPY, 503, "no-second-copy");
    assertRefusal(Answer.Reason.NOT_FOUND, 404, "not-found");
    assertRefusal(Answer.Reason.CONFLICT, 409, "conflict");
    assertRefusal(Answer.Reason.TOO_LARGE, 413, "too-large");
    assertRefusal(Answer.Reason.BUSY, 429, "busy");
    assertRefusal(Answer.Reason.TIMEOUT, 504, "timeout");
    assertRefusal(Answer.Reason.STORAGE, 507, "storage");
  }

  private void assertRefusal(Answer.Reason reason, int status, String code) throws IOException {
    node.refusing(reason, "because", "sheratan status");
    RawResponse response = api.post("/api/v1/jobs", "{\"kind\":\"ping\"}");
    assertEquals(status, response.status());
    assertEquals(code, response.code());
    assertEquals("because", response.text("detail"));
    assertEquals("sheratan status", response.text("fix"));
    assertEquals(reason == Answer.Reason.BUSY || reason == Answer.Reason.STORAGE,
        response.headers().containsKey("retry-after"));
  }

  @Test
  void shouldSayWhenTheNodeStopsOrFails() throws IOException {
    NodeGate stopping = command -> CompletableFuture.failedFuture(new IllegalStateException("stopped"));
    try (RunningApi stopped = new RunningApi(stopping)) {
      assertEquals("stopping", stopped.get("/api/v1/status").code());
    }
    NodeGate broken = command -> {
      throw new IllegalStateException("a secret detail");
    };
    try (RunningApi failing = new RunningApi(broken)) {
      RawResponse response = failing.get("/api/v1/status");
      assertEquals(500, response.status());
      assertEquals(-1, response.body().toUtf8().indexOf("secret"));
    }
  }

  @Test
  void shouldSayThatThePortIsTaken() {
    org.junit.jupiter.api.Assertions.assertThrows(java.net.BindException.class,
        () -> new RunningApi(node, HttpSettings.loopback(api.port())));
  }
}
