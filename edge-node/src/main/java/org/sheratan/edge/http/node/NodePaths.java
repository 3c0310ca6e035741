package org.sheratan.edge.http.node;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.LanGate;
import org.sheratan.edge.http.route.LinkCounts;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.secure.Fingerprint;

/** {@code /api/v1/status}, {@code /api/v1/nodes} and below, and {@code /api/v1/ping}. */
public final class NodePaths {
  private static final double MAX_PING_S = 120;
  private static final double DEFAULT_PING_S = 10;
  private static final int ID_SEGMENT = 3;
  private static final int MAX_NAME_CHARS = 64;
  private static final List<String> TRUSTS = Arrays.stream(Trust.values()).map(JsonWords::word).toList();

  private final NodeDesk desk;
  private final LinkCounts links;
  private final LinkHealth health;
  private final String version;
  private final Clock clock;
  private final Optional<LanGate> lan;
  private final boolean simulated;

  public NodePaths(NodeDesk desk, ApiParts parts) {
    this.desk = desk;
    this.links = parts.links();
    this.health = new LinkHealth(parts);
    this.version = BuildVersion.text();
    this.clock = parts.clock();
    this.lan = parts.lan();
    this.simulated = parts.simulated();
  }

  public void addTo(Router router) {
    router.on(NodeOperations.STATUS, request -> status()).on(NodeOperations.LIST, request -> nodes())
        .on(NodeOperations.SHOW, this::node).on(NodeOperations.TRUST, this::trust)
        .on(NodeOperations.REVOKE, this::revoke).on(NodeOperations.PING, this::ping);
  }

  private HttpResponse status() throws HttpRefusal {
    Answer.StatusReport status = desk.ask(new Command.Status(), Answer.StatusReport.class);
    return HttpResponse.json(200, NodeJson.status(status, version)
        .with("system_state",
            desk.ask(new Command.ShowHealth(), Answer.HealthShown.class).health().state().name())
        .with("degraded", health.degraded(desk, status)).with("airtime", health.airtime())
        .with("clock", ClockJson.clock(clock.wall()))
        .with("links", TrafficJson.links(links, status.traffic())).with("lan", LanPath.shape(lan))
        .with("simulated", simulated));
  }

  private HttpResponse nodes() throws HttpRefusal {
    NodeNames names = NodeNames.ask(desk);
    Answer.Nodes known = desk.ask(new Command.ListNodes(), Answer.Nodes.class);
    return HttpResponse.json(200,
        Json.Obj.EMPTY.with("nodes", new Json.Arr(List.copyOf(NodeJson.nodes(known, names)))));
  }

  private HttpResponse node(HttpRequest request) throws HttpRefusal {
    NodeNames names = NodeNames.ask(desk);
    NodeId id = names.resolve(request.path().get(ID_SEGMENT));
    return HttpResponse.json(200, find(id, names).orElseThrow(() -> NodeNames.unknown(names.of(id))));
  }

  /** Empty for this node itself, and for one no longer known. */
  private Optional<Json.Obj> find(NodeId id, NodeNames names) throws HttpRefusal {
    Answer.Nodes known = desk.ask(new Command.ListNodes(), Answer.Nodes.class);
    Json wanted = new Json.Text(id.toHex());
    return NodeJson.nodes(known, names).stream().filter(shape -> wanted.equals(shape.get("id"))).findFirst();
  }

  private HttpResponse trust(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("trust", "fingerprint"));
    Trust trust = Trust.values()[TRUSTS.indexOf(fields.oneOf("trust", "", TRUSTS))];
    NodeNames names = NodeNames.ask(desk);
    NodeId id = names.resolve(request.path().get(ID_SEGMENT));
    checkFingerprint(fields, id, names);
    desk.ask(new Command.SetTrust(id, trust), Answer.Done.class);
    // Who was only remembered for what was decided is gone with the decision.
    return HttpResponse.json(200,
        find(id, names).orElseGet(() -> NodeJson.unheard(id, trust, List.of(), names)));
  }

  /** Also of a node not heard since this start: it may be long gone, and is known by its id. */
  private HttpResponse revoke(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("reason", "fingerprint"));
    NodeNames names = NodeNames.ask(desk);
    NodeId id = names.resolveEvenUnheard(request.path().get(ID_SEGMENT));
    checkFingerprint(fields, id, names);
    String reason = fields.optionalText("reason", Revocation.MAX_REASON_BYTES).orElse("");
    desk.ask(new Command.Revoke(id, reason), Answer.Done.class);
    return HttpResponse.json(200, find(id, names).orElseThrow(() -> NodeNames.unknown(names.of(id))));
  }

  /** The fingerprint, where given, must be that of the key: what a person compared is what is decided about. */
  private static void checkFingerprint(Fields fields, NodeId id, NodeNames names) throws HttpRefusal {
    Optional<String> compared = fields.optionalText("fingerprint", MAX_NAME_CHARS);
    if (compared.isPresent() && !Fingerprint.same(Fingerprint.of(id), compared.get())) {
      throw new HttpRefusal(Problem.of(409, "other-fingerprint", "The key has another fingerprint",
          "the fingerprint of " + names.of(id) + " is " + Fingerprint.of(id)).fix("sheratan node list"));
    }
  }

  private HttpResponse ping(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("node", "timeout_s"));
    NodeNames names = NodeNames.ask(desk);
    NodeId peer = names.resolve(fields.text("node", MAX_NAME_CHARS));
    double timeoutS = fields.has("timeout_s")
        ? fields.number("timeout_s", 0.001, MAX_PING_S)
        : DEFAULT_PING_S;
    long timeoutMs = Math.max(1, Math.round(timeoutS * 1000));
    Answer.Pong pong = desk.ask(request.room(), new Command.Ping(peer, timeoutMs), Answer.Pong.class,
        timeoutMs);
    return HttpResponse.json(200, Json.Obj.EMPTY.with("node_id", pong.peer().toHex())
        .with("node", names.of(pong.peer())).with("rtt_s", JsonWords.seconds(pong.roundTripMs()))
        .with("hops", pong.hops()).with("hop_s", pong.hops() == 0
            ? JsonWords.NULL
            : new Json.Real(pong.roundTripMs() / 2.0 / pong.hops() / 1_000)));
  }
}
