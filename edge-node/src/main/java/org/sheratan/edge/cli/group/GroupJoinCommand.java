package org.sheratan.edge.cli.group;

import java.io.IOException;
import java.time.Duration;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.secure.JoinCode;

@Command(name = "join", description = "Join a group by its code, which is read from the terminal or from stdin: it is a secret, and arguments are not.", footer = {
    "", "Example:", "  sheratan group join --timeout 5m"})
public final class GroupJoinCommand extends AskingCommand {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final int MAX_CODE_CHARS = 64;

  public GroupJoinCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    if (session().output().interactive()) {
      session().output().note("code:");
    }
    JoinCode code = code();
    Duration patience = session().timeout().orElse(PATIENCE);
    return session().api().post("/api/v1/groups/join",
        Json.Obj.EMPTY.with("code", code.text()).with("timeout_s", Math.max(1, patience.toSeconds())),
        patience.plus(MARGIN));
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    GroupReport.print(answer, output);
    return ExitStatus.OK;
  }

  private JoinCode code() throws CommandFailure {
    StringBuilder line = new StringBuilder();
    try {
      for (int letter = session().terminal().in().read(); letter >= 0 && letter != '\n'
          && line.length() < MAX_CODE_CHARS; letter = session().terminal().in().read()) {
        line.append((char) letter);
      }
      return JoinCode.parse(line.toString());
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitStatus.FAILURE, "the code cannot be read: " + unreadable.getMessage(), "");
    } catch (MalformedException broken) {
      throw new CommandFailure(ExitStatus.USAGE, "that is no join code: " + broken.reason(),
          "typing it again; 0 is a zero, there is no letter O");
    }
  }
}
