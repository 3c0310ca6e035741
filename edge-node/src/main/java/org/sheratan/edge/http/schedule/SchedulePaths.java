package org.sheratan.edge.http.schedule;

import java.util.List;

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
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.MalformedException;

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
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("schedule"));
    Answer.ScheduleView added = desk
        .ask(new Command.AddSchedule(fields.text("schedule", MAX_WORDS_BYTES)), Answer.OneSchedule.class)
        .schedule();
    return HttpResponse.json(201, shape(added)).with("Location",
        ScheduleOperations.SCHEDULES + "/" + added.schedule().name());
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    Json.Obj shape = shape(
        desk.ask(new Command.ShowSchedule(number(request)), Answer.OneSchedule.class).schedule());
    return EntityTag.of(shape.without("next_s")).answer(request, shape);
  }

  private HttpResponse remove(HttpRequest request) throws HttpRefusal {
    long number = number(request);
    desk.ask(new Command.RemoveSchedule(number), Answer.Done.class);
    return HttpResponse.json(200, Json.Obj.EMPTY.with("removed", "s" + number));
  }

  private static Json.Obj shape(Answer.ScheduleView view) {
    Schedule schedule = view.schedule();
    return Json.Obj.EMPTY.with("id", schedule.name()).with("schedule", schedule.text())
        .with("every_s", JsonWords.seconds(schedule.plan().everyMs()))
        .with("kind", schedule.plan().job().kind()).with("next_s", JsonWords.seconds(view.leftMs()))
        .with("created_at", JsonWords.time(schedule.createdWallMs())).with("runs", schedule.runs())
        .with("missed", schedule.missed()).with("met", schedule.met())
        .with("latest_job", JsonWords.text(schedule.latest().map(JobId::toString)))
        .with("running", schedule.watched()).with("note", JsonWords.text(schedule.note()));
  }

  private static long number(HttpRequest request) {
    return Query.parsed("schedule", request.path().get(NAME_SEGMENT), SchedulePaths::number);
  }

  private static long number(String name) {
    if (!name.matches("s[1-9][0-9]{0,17}")) {
      throw new MalformedException("schedule", 0, "expected a schedule such as s3");
    }
    return Long.parseLong(name.substring(1));
  }
}
