package org.sheratan.edge.console.report;

import java.util.List;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

/** The words behind a command. */
final class Arguments {
  private static final int MOST = 100;

  private Arguments() {}

  static String node(List<String> arguments) throws CommandFailure {
    if (arguments.isEmpty() || arguments.getFirst().isBlank()) {
      throw new CommandFailure(ExitStatus.USAGE, "name a node", "net");
    }
    return arguments.getFirst();
  }

  /** The number at {@code place}, 1 without one. */
  static int count(List<String> arguments, int place) throws CommandFailure {
    node(arguments);
    if (arguments.size() <= place) {
      return 1;
    }
    String text = arguments.get(place);
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
      throw new CommandFailure(ExitStatus.USAGE, "how often is a number from 1 to " + MOST, "ping NODE 3");
    }
    return Integer.parseInt(text);
  }
}
