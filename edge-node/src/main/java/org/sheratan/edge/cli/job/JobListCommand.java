package org.sheratan.edge.cli.job;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.edge.cli.shell.ListingCommand;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List the jobs of this node, newest first.", footer = {"", "Example:",
    "  sheratan job list --state working --limit 10"})
public final class JobListCommand extends ListingCommand {
  @Option(names = "--state", paramLabel = "STATE", description = {
      "Only jobs in this state: held, pending, auction, working,",
      "completed, failed, cancelled, expired or outcome_unknown."})
  private String state = "";

  public JobListCommand(Session session) {
    super(session, "/api/v1/jobs", "jobs", "no jobs");
  }

  @Override
  protected List<Filter> filters() {
    return List.of(new Filter("state", state));
  }

  @Override
  protected String checked(String after) throws CommandFailure {
    return JobIds.checked(after);
  }

  @Override
  protected Table table(List<View> jobs) {
    Table table = new Table("JOB", "KIND", "STATE", "WORKER", "PRICE", "TRIES", "AGE", "TOOK", "REASON");
    for (View job : jobs) {
      boolean awarded = !job.text("worker").isEmpty();
      table.row(job.text("id"), job.text("kind"),
          job.text("state").replace('_', ' ') + JobReport.progress(job),
          job.text("worker"), awarded ? Amounts.tokens(job.number("price_micros")) : "", job.text("attempt"),
          JobReport.age(job), JobReport.took(job), job.text("reason"));
    }
    return table;
  }
}
