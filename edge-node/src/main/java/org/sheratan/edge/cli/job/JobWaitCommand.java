package org.sheratan.edge.cli.job;

import java.time.Duration;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;

@Command(name = "wait", description = {"Wait for a job's end, at most --timeout (default 1h).",
    "Exit status 0 completed, 1 failed, cancelled or unknown, 7 expired or not ended yet."}, footer = {"",
        "Example:",
        "  sheratan job wait k7f3q2ab-3-17 --timeout 5m"})
public final class JobWaitCommand extends NodeCommand {
  private static final Duration DEFAULT_PATIENCE = Duration.ofHours(1);

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String job;

  public JobWaitCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Api api = session().api();
    Json.Obj now = api.get("/api/v1/jobs/" + JobIds.checked(job), Duration.ofSeconds(30));
    Duration patience = session().timeout().orElse(DEFAULT_PATIENCE);
    return JobReport.ended(new JobFollower(api, output).follow(now, patience), output);
  }
}
