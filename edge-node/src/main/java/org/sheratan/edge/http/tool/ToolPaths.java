package org.sheratan.edge.http.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.EntityTag;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.NodeId;

/** {@code /api/v1/tools} and below: every kind known here, and every kind that a node says it runs. */
public final class ToolPaths {
  private static final int NAME_SEGMENT = 3;

  private final NodeDesk desk;

  public ToolPaths(NodeDesk desk) {
    this.desk = desk;
  }

  public void addTo(Router router) {
    router.on(ToolOperations.LIST, request -> list()).on(ToolOperations.SHOW, this::show);
  }

  private HttpResponse list() throws HttpRefusal {
    return HttpResponse.json(200,
        Json.Obj.EMPTY.with("tools", new Json.Arr(List.copyOf(all().values()))));
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    String name = request.path().get(NAME_SEGMENT);
    Json.Obj tool = all().get(name);
    if (tool == null) {
      throw new HttpRefusal(Problem.of(404, "not-found", "No such tool",
          "no tool of that name is known here, and no node runs one").fix("sheratan tool list"));
    }
    return EntityTag.of(tool).answer(request, tool);
  }

  private SortedMap<String, Json.Obj> all() throws HttpRefusal {
    NodeNames names = NodeNames.ask(desk);
    Answer.Tools tools = desk.ask(new Command.ListTools(), Answer.Tools.class);
    SortedMap<String, Json.Obj> all = new TreeMap<>();
    tools.known().forEach(kind -> all.put(kind.name(), known(kind)));
    tools.runners().keySet().forEach(name -> all.putIfAbsent(name, unknown(name)));
    all.replaceAll((name, shape) -> shape.with("nodes",
        nodes(tools.runners().getOrDefault(name, List.of()), names)));
    return all;
  }

  private static Json.Obj known(ToolKind kind) {
    return Json.Obj.EMPTY.with("name", kind.name()).with("description", kind.description())
        .with("idempotent", kind.idempotent()).with("unit", kind.unit())
        .with("parameters", kind.schema().json()).with("example", kind.example());
  }

  /** Other nodes say that they run it; what it takes is known only to them. */
  private static Json.Obj unknown(String name) {
    Json.Obj shape = Json.Obj.EMPTY.with("name", name);
    for (String member : List.of("description", "idempotent", "unit", "parameters", "example")) {
      shape = shape.with(member, JsonWords.text(Optional.empty()));
    }
    return shape;
  }

  private static Json.Arr nodes(List<NodeId> runners, NodeNames names) {
    List<Json> nodes = new ArrayList<>();
    runners.forEach(node -> nodes
        .add(Json.Obj.EMPTY.with("node_id", node.toHex()).with("node", names.of(node))));
    return new Json.Arr(nodes);
  }
}
