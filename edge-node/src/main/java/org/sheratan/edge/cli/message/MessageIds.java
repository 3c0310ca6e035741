package org.sheratan.edge.cli.message;

import org.sheratan.core.mission.MessageId;
import org.sheratan.edge.cli.shell.TypedId;
import org.sheratan.edge.shell.CommandFailure;

/** Message ids as they are typed. */
final class MessageIds {
  private MessageIds() {}

  static String checked(String text) throws CommandFailure {
    return TypedId.checked(text, "message id", MessageId::parse, "sheratan message list");
  }
}
