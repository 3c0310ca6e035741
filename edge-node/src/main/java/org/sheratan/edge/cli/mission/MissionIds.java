package org.sheratan.edge.cli.mission;

import java.util.function.Function;

import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.kernel.MalformedException;

/** Ids as they are typed. */
final class MissionIds {
  private MissionIds() {}

  static String mission(String typed) throws CommandFailure {
    return checked(typed, MissionId::parse, "sheratan mission list");
  }

  static String task(String typed) throws CommandFailure {
    return checked(typed, TaskId::parse, "sheratan mission list, and sheratan mission show MISSION");
  }

  private static String checked(String typed, Function<String, Object> parse, String fix)
      throws CommandFailure {
    try {
      return parse.apply(typed).toString();
    } catch (MalformedException malformed) {
      throw new CommandFailure(ExitStatus.USAGE, malformed.field() + " " + typed + ": " + malformed.reason(),
          fix);
    }
  }
}
