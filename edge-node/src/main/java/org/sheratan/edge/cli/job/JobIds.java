package org.sheratan.edge.cli.job;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.MessageId;
import org.sheratan.edge.cli.shell.TypedId;
import org.sheratan.edge.shell.CommandFailure;

/** Job ids as they are typed. */
final class JobIds {
  private JobIds() {}

  static String checked(String text) throws CommandFailure {
    return TypedId.checked(text, "job id", JobId::parse,
        text.startsWith(MessageId.MARK) ? "sheratan message list" : "sheratan job list");
  }
}
