package org.sheratan.edge.cli.shell;

import java.util.function.Function;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.kernel.MalformedException;

/** Checks ids before they become part of a path. */
public final class TypedId {
  private TypedId() {}

  /**
   * @param what such as {@code job id}
   * @param fix where there are some
   */
  public static String checked(String typed, String what, Function<String, ?> parse, String fix)
      throws CommandFailure {
    try {
      return parse.apply(typed).toString();
    } catch (MalformedException malformed) {
      throw new CommandFailure(ExitStatus.USAGE, "'" + typed + "' is no " + what + ": " + malformed.reason(),
          fix);
    }
  }
}
