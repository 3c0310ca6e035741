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

@Command(name = "cancel", description = "Cancel a job that has not ended. Exit status 6 when it has.", footer = {
    "",
    "Example:", "  sheratan job cancel k7f3q2ab-3-17"})
public final class JobCancelCommand extends AskingCommand {
  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String job;

  public JobCancelCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    String path = "/api/v1/jobs/" + JobIds.checked(job) + "/cancel";
    return session().api().post(path, Json.Obj.EMPTY, session().patience());
  }

  @Override
  protected ExitStatus print(View view, Output output) {
    output.line("job " + view.text("id") + " " + view.text("state").replace('_', ' '));
    return ExitStatus.OK;
  }
}
