package org.sheratan.edge.cli.job;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "show", description = "Show one job.", footer = {"", "Example:",
    "  sheratan job show k7f3q2ab-3-17"})
public final class JobShowCommand extends AskingCommand {
  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String job;

  public JobShowCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/jobs/" + JobIds.checked(job), session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    JobReport.details(answer, output);
    return ExitStatus.OK;
  }
}
