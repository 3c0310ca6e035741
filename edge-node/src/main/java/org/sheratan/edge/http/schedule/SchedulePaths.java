package org.sheratan.edge.http.schedule;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.schedule.Schedule;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.EntityTag;
import org.sheratan.edge.http.route.GateJson;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.RequestOrigin;
import org.sheratan.edge.http.route.Router;

/** {@code /api/v1/schedules} and below. */
public final class SchedulePaths {
  private static final int NAME_SEGMENT = 3;
  /** Longer than any that is taken: the node says where it is too long. */
  private static final int MAX_WORDS_BYTES = 4096;

  private final NodeDesk desk;

  public SchedulePaths(NodeDesk desk) {
    this.desk = desk;
  }

  public void addTo(Router router) {
    router.on(ScheduleOperations.LIST, request -> list()).on(ScheduleOperations.ADD, this::add)
        .on(ScheduleOperations.SHOW, this::show).on(ScheduleOperations.REMOVE, this::remove);
  }

  private HttpResponse list() throws HttpRefusal {
    List<Json> all = desk.ask(new Command.ListSchedules(), Answer.Schedules.class).schedules().stream()
        .<Json>map(SchedulePaths::shape).toList();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("schedules", new Json.Arr(all)));
  }

  private HttpResponse add(HttpRequest request) throws HttpRefusal {
    Json.Obj body = JsonReader.readObject(request.body());
    Fields fields = Fields.of(body).only(List.of("schedule"));
    Answer.OneSchedule added = desk.ask(new Command.AddSchedule(fields.text("schedule", MAX_WORDS_BYTES),
        RequestOrigin.asking(request, body)), Answer.OneSchedule.class);
    return HttpResponse.json(added.known() ? 200 : 201, shape(added.schedule())).with("Location",
        ScheduleOperations.SCHEDULES + "/" + added.schedule().schedule().name());
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    Json.Obj shape = shape(known(request));
    return tag(shape).answer(request, shape);
  }

  private HttpResponse remove(HttpRequest request) throws HttpRefusal {
    long number = number(request);
    desk.ask(new Command.RemoveSchedule(number, expected(request)), Answer.Done.class);
    return HttpResponse.json(200, Json.Obj.EMPTY.with("removed", "s" + number));
  }

  /** What If-Match says it is; the node compares once more, when it removes it. */
  private Optional<Schedule> expected(HttpRequest request) throws HttpRefusal {
    if (!EntityTag.expected(request)) {
      return Optional.empty();
    }
    Answer.ScheduleView now = known(request);
    tag(shape(now)).check(request, "schedule " + now.schedule().name(), "sheratan schedule list");
    return Optional.of(now.schedule());
  }

  private Answer.ScheduleView known(HttpRequest request) throws HttpRefusal {
    return desk.ask(new Command.ShowSchedule(number(request)), Answer.OneSchedule.class).schedule();
  }

  /** What it names may come to be known, and be forgotten, without a change of it. */
  private static EntityTag tag(Json.Obj shape) {
    return EntityTag.of(shape, "next_s", "warnings");
  }

  private static Json.Obj shape(Answer.ScheduleView view) {
    Schedule schedule = view.schedule();
    return Json.Obj.EMPTY.with("id", schedule.name()).with("schedule", schedule.text())
        .with("origin", GateJson.origin(schedule.maker()))
        .with("every_s", JsonWords.seconds(schedule.plan().everyMs()))
        .with("kind", schedule.plan().job().kind()).with("next_s", JsonWords.seconds(view.leftMs()))
        .with("created_at", JsonWords.time(schedule.createdWallMs())).with("runs", schedule.runs())
        .with("missed", schedule.missed()).with("met", schedule.met())
        .with("latest_job", JsonWords.text(schedule.latest().map(JobId::toString)))
        .with("running", schedule.watched()).with("note", JsonWords.text(schedule.note()))
        .with("warnings", Json.Arr.ofTexts(view.warnings()));
  }

  private static long number(HttpRequest request) {
    return Query.parsed("schedule", request.path().get(NAME_SEGMENT), Schedule::number);
  }
}
