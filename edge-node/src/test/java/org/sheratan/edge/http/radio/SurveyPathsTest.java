package org.sheratan.edge.http.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.route.JsonWords;

class SurveyPathsTest {
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  private List<Json> list(String path, String name) throws IOException {
    return ((Json.Arr) api.get(path).json().get(name)).items();
  }

  @Test
  void shouldListNeighborsAsMeasured() throws IOException {
    List<Json> neighbors = list("/api/v1/neighbors", "neighbors");
    Json.Obj near = (Json.Obj) neighbors.getFirst();
    assertEquals(new Json.Text("node-b2"), near.get("name"));
    assertEquals(JsonWords.number(-97), near.get("rssi_dbm"));
    assertEquals(new Json.Real(93.0), near.get("heard_percent"));
    assertEquals(new Json.Real(2.5), near.get("seen_s"));
    assertEquals(JsonWords.number(12), near.get("charged"));
    assertEquals(JsonWords.number(7), near.get("refused"));
    assertEquals(JsonWords.number(3), near.get("lost"));
    assertEquals(JsonWords.number(2), near.get("passed_by"));
    assertEquals(JsonWords.number(60), near.get("throttled_s"));
    assertEquals(new Json.Text("proven"), near.get("state"));
    Json.Obj other = (Json.Obj) neighbors.get(1);
    assertEquals(new Json.Text("announces_only"), other.get("state"));
    for (String unknown : List.of("rssi_dbm", "snr_db", "heard_percent", "answered_percent", "rtt_s",
        "throttled_s")) {
      assertEquals(new Json.Null(), other.get(unknown), unknown);
    }
  }

  /** A stolen node that is near is what its owner looks for. */
  @Test
  void shouldShowARevokedNodeInRange() throws IOException {
    assertEquals(new Json.Text("blocked"),
        ((Json.Obj) list("/api/v1/neighbors", "neighbors").get(2)).get("state"));
    api.post("/api/v1/nodes/" + FakeNode.THIEF.id().toHex() + "/revocation", "{\"reason\":\"stolen\"}");
    Json.Obj thief = (Json.Obj) list("/api/v1/neighbors", "neighbors").get(2);
    assertEquals(new Json.Text("revoked"), thief.get("state"));
    assertEquals(JsonWords.number(-61), thief.get("rssi_dbm"));
  }

  @Test
  void shouldListRoutesTheBestFirst() throws IOException {
    List<Json> routes = list("/api/v1/routes", "routes");
    Json.Obj far = (Json.Obj) routes.get(1);
    assertEquals(new Json.Text("node-c3"), far.get("to"));
    assertEquals(new Json.Text("node-b2"), far.get("via"));
    assertEquals(new Json.Real(2.066), far.get("cost"));
    assertEquals(new Json.Bool(true), far.get("best"));
  }

  @Test
  void shouldTraceAndShowTheSilentAsUnknown() throws IOException {
    Json.Obj traced = api.post("/api/v1/traceroute", "{\"node\":\"node-c3\",\"timeout_s\":5}").json();
    assertEquals(new Command.Trace(FakeNode.OTHER.id(), 5_000), node.asked(Command.Trace.class));
    assertEquals(new Json.Bool(false), traced.get("reached"));
    List<Json> hops = ((Json.Arr) traced.get("hops")).items();
    Json.Obj first = (Json.Obj) hops.getFirst();
    assertEquals(new Json.Real(0.64), first.get("rtt_s"));
    assertEquals(JsonWords.number(-101), first.get("there_rssi_dbm"));
    assertEquals(JsonWords.number(1), first.get("hops_left"));
    Json.Obj silent = (Json.Obj) hops.get(1);
    assertEquals(new Json.Bool(false), silent.get("answered"));
    assertEquals(new Json.Real(4.5), silent.get("seen_s"));
    assertEquals(new Json.Null(), silent.get("rtt_s"));
  }

  @Test
  void shouldProbeEchoAndAnnounce() throws IOException {
    Json.Obj probed = api.post("/api/v1/probe", "{\"node\":\"node-b2\"}").json();
    assertEquals(JsonWords.number(-99), probed.get("back_rssi_dbm"));
    assertEquals(new Json.Real(-3.5), probed.get("there_snr_db"));
    assertEquals(JsonWords.number(60), api.post("/api/v1/echo", "{\"for_s\":60}").json().get("for_s"));
    assertEquals(new Command.Echo(60_000), node.asked(Command.Echo.class));
    assertEquals(400, api.post("/api/v1/echo", "{\"for_s\":100000}").status());
    assertEquals(200, api.post("/api/v1/announce", "{}").status());
    assertEquals(404, api.post("/api/v1/probe", "{\"node\":\"nobody\"}").status());
  }
}
