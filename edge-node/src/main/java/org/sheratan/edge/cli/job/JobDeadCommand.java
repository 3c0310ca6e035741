package org.sheratan.edge.cli.job;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "dead", description = {"List the jobs that ended and were neither completed nor",
    "cancelled, newest first, until each is requeued."}, footer = {"", "Example:",
        "  sheratan job dead --class capability"})
public final class JobDeadCommand extends AskingCommand {
  @Option(names = "--class", paramLabel = "CLASS", description = {
      "Only failures of this class: transient, permanent,", "capability or dependency."})
  private String kind = "";
  @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000.", defaultValue = "50")
  private int limit;
  @Option(names = "--after", paramLabel = "JOB", description = "Continue behind this job.")
  private String after = "";

  public JobDeadCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    String query = "?limit=" + limit
        + (kind.isEmpty() ? "" : "&class=" + URLEncoder.encode(kind, StandardCharsets.UTF_8))
        + (after.isEmpty() ? "" : "&after=" + JobIds.checked(after));
    return session().api().get("/api/v1/dead-letters" + query, session().patience());
  }

  @Override
  protected ExitStatus print(View view, Output output) {
    Table table = new Table("JOB", "KIND", "STATE", "CLASS", "TRIES", "AGE", "REASON");
    for (View job : view.objects("jobs")) {
      table.row(job.text("id"), job.text("kind"), job.text("state").replace('_', ' '),
          job.text("failure_class"), job.text("attempt"), JobReport.age(job), job.text("reason"));
    }
    if (view.objects("jobs").isEmpty()) {
      output.note("no dead letters");
    } else {
      output.table(table);
      output.hint("try one once more: ",
          "sheratan job requeue " + view.objects("jobs").getFirst().text("id"));
    }
    if (!view.text("next").isEmpty()) {
      output.hint("more: ", "sheratan job dead --limit " + limit
          + (kind.isEmpty() ? "" : " --class " + kind) + " --after " + view.text("next"));
    }
    return ExitStatus.OK;
  }
}
