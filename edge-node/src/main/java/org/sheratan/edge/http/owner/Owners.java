package org.sheratan.edge.http.owner;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.schedule.Schedule;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Ownership;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.RequestOrigin;
import org.sheratan.kernel.MalformedException;

/**
 * Looks who made what a request of a named token would change (docs/decisions/0208). Nobody ever becomes the maker of what
 * another one made, and no name is given twice, so looking before the change is enough.
 *
 * <pre>
 * what       is made by
 * mission    whoever asked for it; so are its tasks
 * job        whoever submitted it; whoever made its mission, or the schedule that it is of
 * schedule   whoever asked for it
 * </pre>
 */
public final class Owners {
  private static final int NOT_FOUND = 404;

  private final NodeDesk desk;

  /**
   * Something of somebody else.
   *
   * @param from where it came from, in words
   */
  public record Foreign(String thing, String from) {}

  private record Made(String thing, Origin by) {
    Foreign foreign() {
      return new Foreign(thing, (by.zone().word() + " " + by.name()).strip());
    }
  }

  /** Asks the node. */
  private interface Look {
    Made made() throws HttpRefusal;
  }

  public Owners(NodeDesk desk) {
    this.desk = desk;
  }

  /**
   * @param request by a named token
   * @return what it would change that its token did not make; empty for what it may change, and for what is not there
   */
  public Optional<Foreign> foreign(Operation operation, HttpRequest request) throws HttpRefusal {
    if (operation.ownership() != Ownership.MAKER) {
      return Optional.empty();
    }
    return changed(operation, request).filter(made -> !RequestOrigin.made(request.token(), made.by()))
        .map(Made::foreign);
  }

  /** Empty where it is not there: the operation says best what it misses. */
  private static Optional<Made> known(Look look) throws HttpRefusal {
    try {
      return Optional.of(look.made());
    } catch (HttpRefusal refused) {
      if (refused.problem().status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private Optional<Made> changed(Operation operation, HttpRequest request) throws HttpRefusal {
    List<String> pattern = List.of(operation.path().substring(1).split("/"));
    for (int index = 0; index < pattern.size(); index++) {
      String named = request.path().get(index);
      switch (pattern.get(index)) {
        case "{job}" -> {
          JobId job = Query.parsed("job id", named, JobId::parse);
          return known(() -> ofJob(job, request.token()));
        }
        case "{mission}" -> {
          MissionId mission = Query.parsed("mission id", named, MissionId::parse);
          return known(() -> ofMission(mission));
        }
        case "{schedule}" -> {
          long schedule = Query.parsed("schedule", named, Schedule::number);
          return known(() -> ofSchedule(schedule));
        }
        default -> {
          // A segment that is the same for all.
        }
      }
    }
    return taskOfBody(request);
  }

  /** A body that is none, or names no task, is the operation's to refuse. */
  private Optional<Made> taskOfBody(HttpRequest request) throws HttpRefusal {
    TaskId id;
    try {
      if (!(JsonReader.readObject(request.body()).get("task") instanceof Json.Text(String task))) {
        return Optional.empty();
      }
      id = TaskId.parse(task);
    } catch (MalformedException broken) {
      return Optional.empty();
    }
    return known(() -> ofTask(id));
  }

  private Made ofJob(JobId id, String token) throws HttpRefusal {
    Job job = desk.ask(new Command.Show(id), Answer.OneJob.class).job();
    Origin origin = job.notes().origin();
    Made itself = new Made("job " + id, origin);
    if (RequestOrigin.made(token, origin)) {
      return itself;
    }
    Optional<Made> cause = Optional.empty();
    if (job.spec().task().isPresent()) {
      cause = known(() -> ofTask(job.spec().task().get()));
    } else if (origin.zone() == Zone.SCHEDULE) {
      cause = known(() -> ofSchedule(Schedule.number(origin.name())));
    }
    return cause.filter(made -> RequestOrigin.made(token, made.by())).orElse(itself);
  }

  private Made ofTask(TaskId id) throws HttpRefusal {
    Task task = desk.ask(new Command.ShowTask(id), Answer.OneTask.class).task();
    return ofMission(task.mission());
  }

  private Made ofMission(MissionId id) throws HttpRefusal {
    return new Made("mission " + id,
        desk.ask(new Command.ShowMission(id), Answer.OneMission.class).mission().maker());
  }

  private Made ofSchedule(long number) throws HttpRefusal {
    Schedule schedule = desk.ask(new Command.ShowSchedule(number), Answer.OneSchedule.class).schedule()
        .schedule();
    return new Made("schedule " + schedule.name(), schedule.maker());
  }
}
