package org.sheratan.edge.http.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.node.LinkJson;
import org.sheratan.edge.http.node.NodeJson;
import org.sheratan.edge.http.node.SurveyJson;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshCounters;
import org.sheratan.radio.mesh.Route;

/** What surrounds the node, and how to measure it: neighbors, routes, announces, traces, probes. */
public final class SurveyPaths {
  private static final int MAX_NAME_CHARS = 64;
  private static final double MAX_TIMEOUT_S = 600;
  private static final double DEFAULT_TRACE_S = 60;
  private static final double DEFAULT_PROBE_S = 10;
  private static final double MAX_ECHO_S = 86_400;
  private static final double DEFAULT_ECHO_S = 600;

  private final NodeDesk desk;
  private final Optional<RadioGate> radio;
  private final Clock clock;

  public SurveyPaths(NodeDesk desk, ApiParts parts) {
    this.desk = desk;
    this.radio = parts.radio();
    this.clock = parts.clock();
  }

  public void addTo(Router router) {
    router.on(RadioOperations.NEIGHBORS, request -> neighbors())
        .on(RadioOperations.ROUTES, request -> routes())
        .on(RadioOperations.ANNOUNCE, request -> announce()).on(RadioOperations.TRACE, this::trace)
        .on(RadioOperations.PROBE, this::probe).on(RadioOperations.ECHO, this::echo);
  }

  private HttpResponse neighbors() throws HttpRefusal {
    NodeNames names = NodeNames.ask(desk);
    SortedMap<String, Long> charged = new TreeMap<>(counters().chargedToNeighbor());
    Answer.Neighbors known = desk.ask(new Command.ListNeighbors(), Answer.Neighbors.class);
    List<Json> shapes = known.neighbors().stream()
        .<Json>map(neighbor -> SurveyJson.neighbor(neighbor, charged, names, known.nowMs())).toList();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("neighbors", new Json.Arr(shapes)));
  }

  private MeshCounters counters() throws HttpRefusal {
    return desk.ask(new Command.Status(), Answer.StatusReport.class).traffic();
  }

  private HttpResponse routes() throws HttpRefusal {
    NodeNames names = NodeNames.ask(desk);
    Answer.Nodes nodes = desk.ask(new Command.ListNodes(), Answer.Nodes.class);
    Map<NodeId, Json> reach = new TreeMap<>();
    nodes.peers().forEach(peer -> reach.put(peer.id(), new Json.Text(NodeJson.reach(peer, nodes.nowMs()))));
    Answer.Routes known = desk.ask(new Command.ListRoutes(), Answer.Routes.class);
    List<Json> shapes = new ArrayList<>();
    Optional<NodeId> before = Optional.empty();
    for (Route route : known.routes()) {
      boolean best = !before.equals(Optional.of(route.to()));
      shapes.add(SurveyJson.route(route, best,
          reach.getOrDefault(route.to(), JsonWords.NULL), names, known.nowMs()));
      before = Optional.of(route.to());
    }
    return HttpResponse.json(200, Json.Obj.EMPTY.with("routes", new Json.Arr(shapes)));
  }

  private HttpResponse announce() throws HttpRefusal {
    Answer.Links links = desk.ask(new Command.Announce(), Answer.Links.class);
    return HttpResponse.json(200, Json.Obj.EMPTY.with("links",
        new Json.Arr(links.links().stream()
            .<Json>map(link -> LinkJson.up(link, radio, clock.now().monoMs())).toList())));
  }

  private HttpResponse trace(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("node", "timeout_s"));
    NodeNames names = NodeNames.ask(desk);
    NodeId node = names.resolve(fields.text("node", MAX_NAME_CHARS));
    long timeoutMs = ms(fields, "timeout_s", DEFAULT_TRACE_S, MAX_TIMEOUT_S);
    Answer.Traced traced = desk.ask(request.room(), new Command.Trace(node, timeoutMs), Answer.Traced.class,
        timeoutMs);
    return HttpResponse.json(200, SurveyJson.traced(traced, names));
  }

  private HttpResponse probe(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("node", "timeout_s"));
    NodeNames names = NodeNames.ask(desk);
    NodeId node = names.resolve(fields.text("node", MAX_NAME_CHARS));
    long timeoutMs = ms(fields, "timeout_s", DEFAULT_PROBE_S, MAX_TIMEOUT_S);
    Answer.Probed probed = desk.ask(request.room(), new Command.Probe(node, timeoutMs), Answer.Probed.class,
        timeoutMs);
    Json.Obj object = Json.Obj.EMPTY.with("node_id", node.toHex()).with("node", names.of(node));
    return HttpResponse.json(200, SurveyJson.reply(object, Optional.of(probed.reply())));
  }

  private HttpResponse echo(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("for_s"));
    long forMs = ms(fields, "for_s", DEFAULT_ECHO_S, MAX_ECHO_S);
    desk.ask(new Command.Echo(forMs), Answer.Done.class);
    return HttpResponse.json(200, Json.Obj.EMPTY.with("for_s", JsonWords.seconds(forMs)));
  }

  private static long ms(Fields fields, String name, double otherwiseS, double maxS) {
    double seconds = fields.has(name) ? fields.number(name, 0.001, maxS) : otherwiseS;
    return Math.max(1, Math.round(seconds * 1_000));
  }
}
