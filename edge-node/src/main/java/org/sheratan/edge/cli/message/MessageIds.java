package org.sheratan.edge.cli.message;

import org.sheratan.core.mission.MessageId;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.kernel.MalformedException;

/** Checks message ids before they become part of a path. */
final class MessageIds {
  private MessageIds() {}

  static String checked(String text) throws CommandFailure {
    try {
      return MessageId.parse(text).toString();
    } catch (MalformedException malformed) {
      throw new CommandFailure(ExitStatus.USAGE, "'" + text + "' is no message id: " + malformed.reason(),
          "sheratan message list");
    }
  }
}
