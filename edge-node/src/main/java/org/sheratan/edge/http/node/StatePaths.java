package org.sheratan.edge.http.node;

import java.util.Arrays;
import java.util.List;

import org.sheratan.core.health.SystemState;
import org.sheratan.core.health.Transition;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;

/** {@code /api/v1/health}: how the node is as a whole, and what an operator wants it to be. */
public final class StatePaths {
  private static final List<String> STATES = Arrays.stream(SystemState.values()).map(SystemState::name)
      .toList();
  private static final String OPERATOR = "operator";

  private final NodeDesk desk;

  public StatePaths(NodeDesk desk) {
    this.desk = desk;
  }

  public void addTo(Router router) {
    router.on(NodeOperations.HEALTH, request -> answer(new Command.ShowHealth())).on(NodeOperations.STATE,
        this::move);
  }

  private HttpResponse move(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("state", "reason"));
    String state = fields.oneOf("state", "", STATES);
    String reason = fields.text("reason", Transition.MAX_REASON_CHARS / 2).strip();
    if (reason.isEmpty()) {
      throw fields.malformed("reason", "empty");
    }
    return answer(new Command.MoveState(SystemState.valueOf(state), reason, OPERATOR, Json.Obj.EMPTY));
  }

  private HttpResponse answer(Command command) throws HttpRefusal {
    return HttpResponse.json(200, HealthJson.health(desk.ask(command, Answer.HealthShown.class).health()));
  }
}
