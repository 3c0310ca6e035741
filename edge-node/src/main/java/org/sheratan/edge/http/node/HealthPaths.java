package org.sheratan.edge.http.node;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;

/** For watchdogs, without a token and therefore without details. */
public final class HealthPaths {
  private final NodeDesk desk;

  public HealthPaths(NodeDesk desk) {
    this.desk = desk;
  }

  public void addTo(Router router) {
    router.on(NodeOperations.ALIVE, request -> alive())
        .on(NodeOperations.READY, request -> ready());
  }

  private HttpResponse alive() {
    boolean alive = desk.takesTurns();
    return HttpResponse.json(alive ? 200 : 503, Json.Obj.EMPTY.with("alive", alive));
  }

  /** Ready means: the node answers and takes jobs. */
  private HttpResponse ready() {
    boolean ready;
    try {
      ready = desk.ask(new Command.Status(), Answer.StatusReport.class).accepting();
    } catch (HttpRefusal notNow) {
      ready = false;
    }
    return HttpResponse.json(ready ? 200 : 503, Json.Obj.EMPTY.with("ready", ready));
  }
}
