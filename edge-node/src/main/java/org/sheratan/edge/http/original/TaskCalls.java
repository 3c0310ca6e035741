package org.sheratan.edge.http.original;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;

/** {@code /api/missions/ID/tasks}, {@code /api/tasks} and {@code /api/tasks/ID}. */
final class TaskCalls {
  static final String WHAT = "Task";
  static final String PATH = "/api/tasks";
  private static final int ID_SEGMENT = 2;
  private static final List<String> CREATE = List.of("name", "description", "kind", "params");

  private final NodeDesk desk;

  TaskCalls(NodeDesk desk) {
    this.desk = desk;
  }

  void addTo(Router router) {
    router.on("POST", MissionCalls.PATH + "/{id}/tasks", this::create).on("GET", PATH, this::list)
        .on("GET", PATH + "/{id}", this::show);
  }

  /** The task that the path names. */
  static Task find(NodeDesk desk, HttpRequest request) throws HttpRefusal {
    TaskId id = Words.id(WHAT, request.path().get(ID_SEGMENT), OwnedUuid::task);
    return Words.known(WHAT, () -> desk.ask(new Command.ShowTask(id), Answer.OneTask.class)).task();
  }

  private HttpResponse create(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(CREATE);
    Task.Draft draft = new Task.Draft(Words.text(fields, "name"), Words.text(fields, "description", ""),
        Words.text(fields, "kind", ""), Words.object(fields, "params"));
    Command.CreateTask create = new Command.CreateTask(MissionCalls.id(request), draft,
        Optional.empty());
    return HttpResponse.json(200,
        json(Words.known(MissionCalls.WHAT, () -> desk.ask(create, Answer.OneTask.class)).task()));
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    return new WholeList<TaskId>(request, (after, limit) -> {
      Answer.Tasks page = desk.ask(new Command.ListAllTasks(after, limit), Answer.Tasks.class);
      List<WholeList.Item<TaskId>> items = page.tasks().stream()
          .map(task -> new WholeList.Item<TaskId>(task.id(), () -> json(task))).toList();
      return new WholeList.Page<>(items, page.next());
    }).oldestFirst();
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    return HttpResponse.json(200, json(find(desk, request)));
  }

  static Json.Obj json(Task task) {
    Task.Draft draft = task.draft();
    return Json.Obj.EMPTY.with("id", OwnedUuid.of(task.id())).with("mission_id", OwnedUuid.of(task.mission()))
        .with("name", draft.name()).with("description", draft.description()).with("kind", draft.kind())
        .with("params", draft.params()).with("created_at", Words.time(task.createdWallMs()));
  }
}
