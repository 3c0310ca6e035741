package org.sheratan.edge.http;

import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.kernel.NodeId;

/** {@code /api/v1/status}, {@code /api/v1/nodes} and {@code /api/v1/ping}. */
final class NodePaths {
  private static final double MAX_PING_S = 120;
  private static final double DEFAULT_PING_S = 10;

  private final NodeDesk desk;
  private final String version;
  private final boolean simulated;

  NodePaths(NodeDesk desk, boolean simulated) {
    this.desk = desk;
    this.version = BuildVersion.text();
    this.simulated = simulated;
  }

  void addTo(Router router) {
    router.on("GET", "/api/v1/status", request -> status()).on("GET", "/api/v1/nodes", request -> nodes())
        .on("POST", "/api/v1/ping", this::ping);
  }

  private HttpResponse status() throws HttpRefusal {
    return HttpResponse.json(200,
        NodeJson.status(desk.ask(new Command.Status(), Answer.StatusReport.class), version)
            .with("simulated", simulated));
  }

  private HttpResponse nodes() throws HttpRefusal {
    NodeNames names = NodeNames.ask(desk);
    Answer.Nodes known = desk.ask(new Command.ListNodes(), Answer.Nodes.class);
    List<Json> shapes = known.peers().stream().<Json>map(peer -> NodeJson.peer(peer, names, known.nowMs()))
        .toList();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("nodes", new Json.Arr(shapes)));
  }

  private HttpResponse ping(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("node", "timeout_s"));
    NodeNames names = NodeNames.ask(desk);
    NodeId peer = names.resolve(fields.text("node", 64));
    double timeoutS = fields.has("timeout_s")
        ? fields.number("timeout_s", 0.001, MAX_PING_S)
        : DEFAULT_PING_S;
    long timeoutMs = Math.max(1, Math.round(timeoutS * 1000));
    Answer.Pong pong = desk.ask(new Command.Ping(peer, timeoutMs), Answer.Pong.class, timeoutMs);
    return HttpResponse.json(200, Json.Obj.EMPTY.with("node_id", pong.peer().toHex())
        .with("node", names.of(pong.peer())).with("rtt_s", JsonWords.seconds(pong.roundTripMs()))
        .with("hops", pong.hops()));
  }
}
