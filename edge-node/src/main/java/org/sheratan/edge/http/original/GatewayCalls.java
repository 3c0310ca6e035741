package org.sheratan.edge.http.original;

import java.util.Arrays;
import java.util.List;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;

/** {@code /api/gateway/config}: the gates, which the original calls a gateway; they cannot be turned off here. */
final class GatewayCalls {
  private final NodeDesk desk;

  GatewayCalls(NodeDesk desk) {
    this.desk = desk;
  }

  void addTo(Router router) {
    router.on("GET", "/api/gateway/config", this::show);
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    Answer.Rules rules = desk.ask(new Command.ShowRules(), Answer.Rules.class);
    Answer.StatusReport report = desk.ask(new Command.Status(), Answer.StatusReport.class);
    List<Json> gates = Arrays.stream(Gate.values())
        .<Json>map(gate -> Json.Obj.EMPTY.with("id", gate.number()).with("name", gate.word())).toList();
    Json.Obj config = Json.Obj.EMPTY.with("allow", JsonWords.texts(rules.gates().allow()))
        .with("deny", JsonWords.texts(rules.gates().deny()))
        .with("max_patch_operations", rules.gates().maxPatchOperations())
        .with("max_held", rules.gates().maxHeld()).with("hold_s", JsonWords.seconds(rules.gates().holdMs()));
    return HttpResponse.json(200, Json.Obj.EMPTY.with("enabled", true).with("enforcement", "hard")
        .with("gates", new Json.Arr(gates)).with("config", config)
        .with("stats", Json.Obj.EMPTY.with("held", report.held())));
  }
}
