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

@Command(name = "requeue", description = {
    "Ask once more for what a job that failed, expired or ended as",
    "outcome unknown was to do: a new job with the same request.",
    "Exit status 6 when it ended otherwise."}, footer = {"", "Example:",
        "  sheratan job requeue k7f3q2ab-3-17"})
public final class JobRequeueCommand extends AskingCommand {
  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String job;

  public JobRequeueCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    String path = "/api/v1/jobs/" + JobIds.checked(job) + "/requeue";
    return session().api().post(path, Json.Obj.EMPTY, session().patience());
  }

  @Override
  protected ExitStatus print(View view, Output output) {
    output.line(view.text("id"));
    return ExitStatus.OK;
  }
}
