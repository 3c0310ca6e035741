package org.sheratan.edge.cli.schedule;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List what this node does again and again.", footer = {"", "Example:",
    "  sheratan schedule list"})
public final class ScheduleListCommand extends AskingCommand {
  public ScheduleListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get(ScheduleReport.PATH, session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    ScheduleReport.list(answer, output);
    return ExitStatus.OK;
  }
}
