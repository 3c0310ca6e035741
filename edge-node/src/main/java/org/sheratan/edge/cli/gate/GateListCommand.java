package org.sheratan.edge.cli.gate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List the jobs that wait for a decision, newest first.", footer = {"",
    "Example:", "  sheratan gate list"})
public final class GateListCommand extends AskingCommand {
  @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000.", defaultValue = "50")
  private int limit;
  @Option(names = "--after", paramLabel = "JOB", description = "Continue behind this job.")
  private String after = "";

  public GateListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    String behind = after.isEmpty() ? "" : "&after=" + HeldJob.checked(after);
    return session().api().get(HeldJob.PATH + "?limit=" + limit + behind, session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    Table table = new Table("JOB", "KIND", "FROM", "AGE", "WHY");
    for (View job : answer.objects("jobs")) {
      table.row(job.text("id"), job.text("kind"), HeldJob.origin(job), Amounts.duration(job.number("age_s")),
          job.text("reason"));
    }
    if (answer.objects("jobs").isEmpty()) {
      output.note("no job waits for a decision");
    } else {
      output.table(table);
    }
    if (!answer.text("next").isEmpty()) {
      output.hint("more: ", "sheratan gate list --limit " + limit + " --after " + answer.text("next"));
    }
    return ExitStatus.OK;
  }
}
