package org.sheratan.edge.cli.job;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.MessageId;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.kernel.MalformedException;

/** Checks job ids before they become part of a path. */
final class JobIds {
  private JobIds() {}

  static String checked(String text) throws CommandFailure {
    try {
      return JobId.parse(text).toString();
    } catch (MalformedException malformed) {
      throw new CommandFailure(ExitStatus.USAGE, "'" + text + "' is no job id: " + malformed.reason(),
          text.startsWith(MessageId.MARK) ? "sheratan message list" : "sheratan job list");
    }
  }
}
