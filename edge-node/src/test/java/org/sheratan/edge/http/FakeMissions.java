package org.sheratan.edge.http;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.MissionRules;
import org.sheratan.kernel.MalformedException;

/** Missions and tasks of a node that keeps them in memory. */
final class FakeMissions {
  private static final long CREATED_MS = 1_700_000_000_000L;

  private final String owner;
  private final NavigableMap<MissionId, Mission> missions = new TreeMap<>();
  private final NavigableMap<TaskId, Task> tasks = new TreeMap<>();

  FakeMissions(String owner) {
    this.owner = owner;
  }

  Answer answer(Command.OfMissions command) {
    try {
      return switch (command) {
        case Command.CreateMission create -> {
          MissionRules.check(create.draft());
          yield put(new Mission(new MissionId(owner, 1, missions.size() + 1), create.asking().by(),
              create.draft(), CREATED_MS));
        }
        case Command.ShowMission show ->
          found(show.mission()).<Answer>map(Answer.OneMission::new).orElse(no());
        case Command.ListMissions list -> new Answer.Missions(
            missions.descendingMap().values().stream().limit(list.limit()).toList(), Optional.empty());
        case Command.CountMissions count -> new Answer.MissionCount(OptionalLong.of(missions.size()));
        case Command.ReplaceMission replace -> found(replace.mission())
            .map(old -> put(new Mission(old.id(), old.maker(), replace.draft(), CREATED_MS))).orElse(no());
        case Command.DeleteMission delete ->
          missions.remove(delete.mission()) == null ? no() : new Answer.Done();
        case Command.CreateTask create -> {
          MissionRules.check(create.draft());
          Task task = new Task(new TaskId(owner, 1, tasks.size() + 1), create.mission(), create.draft(), 0);
          tasks.put(task.id(), task);
          yield found(create.mission()).<Answer>map(mission -> new Answer.OneTask(task)).orElse(no());
        }
        case Command.ShowTask show ->
          Optional.ofNullable(tasks.get(show.task())).<Answer>map(Answer.OneTask::new).orElse(no());
        case Command.ListTasks list -> new Answer.Tasks(tasks.descendingMap().values().stream()
            .filter(task -> task.mission().equals(list.mission())).limit(list.limit()).toList(),
            Optional.empty());
        case Command.ListAllTasks list -> new Answer.Tasks(
            tasks.descendingMap().values().stream().limit(list.limit()).toList(), Optional.empty());
      };
    } catch (MalformedException broken) {
      return new Answer.Refused(Answer.Reason.INVALID, broken.field() + ": " + broken.reason(),
          Optional.of(broken.field()), "");
    }
  }

  private Answer put(Mission mission) {
    missions.put(mission.id(), mission);
    return new Answer.OneMission(mission);
  }

  private Optional<Mission> found(MissionId id) {
    return Optional.ofNullable(missions.get(id));
  }

  private static Answer no() {
    return new Answer.Refused(Answer.Reason.NOT_FOUND, "there is no such thing here",
        "sheratan mission list");
  }
}
