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

@Command(name = "remove", description = "Do it no more. A job it became goes on.", footer = {"", "Example:",
    "  sheratan schedule remove s3"})
public final class ScheduleRemoveCommand extends AskingCommand {
  @Parameters(paramLabel = "SCHEDULE", description = "Its name.")
  private String schedule;

  public ScheduleRemoveCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().delete(ScheduleReport.path(schedule), session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    output.line("schedule " + answer.text("removed") + " is gone");
    return ExitStatus.OK;
  }
}
