package org.sheratan.edge.cli.mission;

import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.edge.cli.shell.TypedId;
import org.sheratan.edge.shell.CommandFailure;

/** Ids of missions and tasks as they are typed. */
final class MissionIds {
  private MissionIds() {}

  static String mission(String typed) throws CommandFailure {
    return TypedId.checked(typed, "mission id", MissionId::parse, "sheratan mission list");
  }

  static String task(String typed) throws CommandFailure {
    return TypedId.checked(typed, "task id", TaskId::parse, "sheratan mission show MISSION");
  }
}
