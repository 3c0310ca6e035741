package org.sheratan.edge.http.mission;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.EntityTag;
import org.sheratan.edge.http.route.IdempotencyKey;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.RequestOrigin;
import org.sheratan.edge.http.route.Router;

/** {@code /api/v1/missions}, {@code /api/v1/tasks} and below. A mission's ETag is the hash of its JSON (RFC 9110, 8.8.3). */
public final class MissionPaths {
  private static final int ID_SEGMENT = 3;

  private final NodeDesk desk;

  public MissionPaths(NodeDesk desk) {
    this.desk = desk;
  }

  public void addTo(Router router) {
    router.on(MissionOperations.LIST, this::list).on(MissionOperations.CREATE, this::create)
        .on(MissionOperations.SHOW, this::show).on(MissionOperations.REPLACE, this::replace)
        .on(MissionOperations.DELETE, this::delete).on(MissionOperations.LIST_TASKS, this::tasks)
        .on(MissionOperations.CREATE_TASK, this::createTask).on(MissionOperations.SHOW_TASK, this::showTask);
  }

  private HttpResponse create(HttpRequest request) throws HttpRefusal {
    Json.Obj body = JsonReader.readObject(request.body());
    Answer.OneMission made = desk.ask(
        new Command.CreateMission(MissionJson.mission(body), RequestOrigin.asking(request, body)),
        Answer.OneMission.class);
    return shown(made.known() ? 200 : 201, made.mission()).with("Location",
        MissionOperations.MISSIONS + "/" + made.mission().id());
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    Answer.Missions page = desk.ask(
        new Command.ListMissions(query.parsed("after", MissionId::parse), query.limit()),
        Answer.Missions.class);
    return HttpResponse.json(200, Json.Obj.EMPTY
        .with("missions", new Json.Arr(page.missions().stream().<Json>map(MissionJson::json).toList()))
        .with("next", JsonWords.text(page.next().map(MissionId::toString))));
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    Mission mission = one(new Command.ShowMission(mission(request)));
    return tag(mission).answer(request, MissionJson.json(mission));
  }

  private HttpResponse replace(HttpRequest request) throws HttpRefusal {
    Mission.Draft draft = MissionJson.mission(JsonReader.readObject(request.body()));
    return shown(200, one(new Command.ReplaceMission(mission(request), draft, expected(request))));
  }

  private HttpResponse delete(HttpRequest request) throws HttpRefusal {
    desk.ask(new Command.DeleteMission(mission(request), expected(request)), Answer.Done.class);
    return HttpResponse.json(200,
        Json.Obj.EMPTY.with("ok", true).with("deleted", mission(request).toString()));
  }

  private HttpResponse createTask(HttpRequest request) throws HttpRefusal {
    Json.Obj body = JsonReader.readObject(request.body());
    MissionId mission = mission(request);
    // The same words in another mission are another request.
    Json.Obj asked = Json.Obj.EMPTY.with("mission", mission.toString()).with("task", body);
    Answer.OneTask made = desk.ask(
        new Command.CreateTask(mission, MissionJson.task(body), IdempotencyKey.naming(request, asked)),
        Answer.OneTask.class);
    return HttpResponse.json(made.known() ? 200 : 201, MissionJson.json(made.task())).with("Location",
        MissionOperations.TASKS + "/" + made.task().id());
  }

  private HttpResponse tasks(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    Answer.Tasks page = desk.ask(
        new Command.ListTasks(mission(request), query.parsed("after", TaskId::parse), query.limit()),
        Answer.Tasks.class);
    return HttpResponse.json(200, Json.Obj.EMPTY
        .with("tasks", new Json.Arr(page.tasks().stream().<Json>map(MissionJson::json).toList()))
        .with("next", JsonWords.text(page.next().map(TaskId::toString))));
  }

  private HttpResponse showTask(HttpRequest request) throws HttpRefusal {
    TaskId id = Query.parsed("task id", request.path().get(ID_SEGMENT), TaskId::parse);
    Json.Obj shape = MissionJson.json(desk.ask(new Command.ShowTask(id), Answer.OneTask.class).task());
    return EntityTag.of(shape).answer(request, shape);
  }

  /** What If-Match says the mission is; the node compares once more, when it changes it. */
  private Optional<Mission.Draft> expected(HttpRequest request) throws HttpRefusal {
    if (!EntityTag.expected(request)) {
      return Optional.empty();
    }
    Mission now = one(new Command.ShowMission(mission(request)));
    tag(now).check(request, "mission " + now.id(), "sheratan mission show " + now.id());
    return Optional.of(now.draft());
  }

  private Mission one(Command command) throws HttpRefusal {
    return desk.ask(command, Answer.OneMission.class).mission();
  }

  private static HttpResponse shown(int status, Mission mission) {
    return HttpResponse.json(status, MissionJson.json(mission)).with("ETag", tag(mission).text());
  }

  private static EntityTag tag(Mission mission) {
    return EntityTag.of(MissionJson.json(mission));
  }

  private static MissionId mission(HttpRequest request) {
    return Query.parsed("mission id", request.path().get(ID_SEGMENT), MissionId::parse);
  }
}
