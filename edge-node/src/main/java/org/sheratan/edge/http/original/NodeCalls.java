package org.sheratan.edge.http.original;

import java.util.List;
import java.util.OptionalLong;

import org.sheratan.core.health.HealthView;
import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;

/** {@code /}, {@code /api/status} and {@code /api/mesh/ledger/USER}. */
final class NodeCalls {
  private static final int USER_SEGMENT = 3;

  private final NodeDesk desk;

  NodeCalls(NodeDesk desk) {
    this.desk = desk;
  }

  void addTo(Router router) {
    router
        .on("GET", "/", request -> HttpResponse.json(200, Json.Obj.EMPTY.with("sheratan_core_v2", "running")))
        .on("GET", "/api/status", this::status).on("GET", "/api/mesh/ledger/{id}", this::ledger);
  }

  private HttpResponse status(HttpRequest request) throws HttpRefusal {
    Answer.StatusReport report = desk.ask(new Command.Status(), Answer.StatusReport.class);
    HealthView health = desk.ask(new Command.ShowHealth(), Answer.HealthShown.class).health();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("status", report.accepting() ? "ok" : "degraded")
        .with("missions", missions()).with("system_state", health.state().name())
        .with("uptime_sec", report.uptimeMs() / 1_000).with("storage", Json.Obj.EMPTY
            .with("queue_depth", report.queued()).with("inflight", report.running())));
  }

  private Json missions() throws HttpRefusal {
    OptionalLong count = desk.ask(new Command.CountMissions(), Answer.MissionCount.class).count();
    return count.isPresent() ? Json.Int.of(count.getAsLong()) : JsonWords.NULL;
  }

  /** This node keeps no accounts, so nobody is known to it. */
  private HttpResponse ledger(HttpRequest request) {
    String user = request.path().get(USER_SEGMENT);
    return HttpResponse.json(200, Json.Obj.EMPTY.with("user_id", user).with("balance", 0)
        .with("transfers", new Json.Arr(List.of()))
        .with("error", "this node keeps no accounts"));
  }
}
