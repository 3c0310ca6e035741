package org.sheratan.edge.cli.schedule;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "show", description = "Show one schedule.", footer = {"", "Example:",
    "  sheratan schedule show s3"})
public final class ScheduleShowCommand extends AskingCommand {
  @Parameters(paramLabel = "SCHEDULE", description = "Its name.")
  private String schedule;

  public ScheduleShowCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get(ScheduleReport.path(schedule), session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    ScheduleReport.details(answer, output);
    return ExitStatus.OK;
  }
}
