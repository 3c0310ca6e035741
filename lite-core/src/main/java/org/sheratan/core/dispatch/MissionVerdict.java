package org.sheratan.core.dispatch;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;

/** What became of a request about missions and tasks. */
public sealed interface MissionVerdict {
  record OneMission(Mission mission) implements MissionVerdict {}

  /** The idempotency key named this earlier one. */
  record KnownMission(Mission mission) implements MissionVerdict {}

  /** @param next continues the list; empty at its end */
  record SomeMissions(List<Mission> missions, Optional<MissionId> next) implements MissionVerdict {}

  record OneTask(Task task) implements MissionVerdict {}

  /** As {@link KnownMission}. */
  record KnownTask(Task task) implements MissionVerdict {}

  /** @param next continues the list; empty at its end */
  record SomeTasks(List<Task> tasks, Optional<TaskId> next) implements MissionVerdict {}

  /** Nobody sees it any more; its tasks and jobs end and go one after the other. */
  record Deleted(MissionId mission) implements MissionVerdict {}

  record No(Verdict.Refused refused) implements MissionVerdict {}
}
