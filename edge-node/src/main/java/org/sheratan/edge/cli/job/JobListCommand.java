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
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List the jobs of this node, newest first.", footer = {"", "Example:",
    "  sheratan job list --state working --limit 10"})
public final class JobListCommand extends AskingCommand {
  @Option(names = "--state", paramLabel = "STATE", description = {
      "Only jobs in this state: held, pending, auction, working,",
      "completed, failed, cancelled, expired or outcome_unknown."})
  private String state = "";
  @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000.", defaultValue = "50")
  private int limit;
  @Option(names = "--after", paramLabel = "JOB", description = "Continue behind this job.")
  private String after = "";

  public JobListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    String query = "?limit=" + limit
        + (state.isEmpty() ? "" : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8))
        + (after.isEmpty() ? "" : "&after=" + JobIds.checked(after));
    return session().api().get("/api/v1/jobs" + query, session().patience());
  }

  @Override
  protected ExitStatus print(View view, Output output) {
    Table table = new Table("JOB", "KIND", "STATE", "WORKER", "PRICE", "TRIES", "AGE", "TOOK", "REASON");
    for (View job : view.objects("jobs")) {
      boolean awarded = !job.text("worker").isEmpty();
      table.row(job.text("id"), job.text("kind"),
          job.text("state").replace('_', ' ') + JobReport.progress(job),
          job.text("worker"), awarded ? Amounts.tokens(job.number("price_micros")) : "", job.text("attempt"),
          JobReport.age(job), JobReport.took(job), job.text("reason"));
    }
    if (view.objects("jobs").isEmpty()) {
      output.note("no jobs");
    } else {
      output.table(table);
    }
    if (!view.text("next").isEmpty()) {
      output.hint("more: ",
          "sheratan job list --limit " + limit + (state.isEmpty() ? "" : " --state " + state)
              + " --after " + view.text("next"));
    }
    return ExitStatus.OK;
  }
}
