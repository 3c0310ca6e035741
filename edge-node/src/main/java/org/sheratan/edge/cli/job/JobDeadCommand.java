package org.sheratan.edge.cli.job;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.edge.cli.shell.ListingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "dead", description = {"List the jobs that ended and were neither completed nor",
    "cancelled, newest first, until each is requeued."}, footer = {"", "Example:",
        "  sheratan job dead --class capability"})
public final class JobDeadCommand extends ListingCommand {
  @Option(names = "--class", paramLabel = "CLASS", description = {
      "Only failures of this class: transient, permanent,", "capability or dependency."})
  private String kind = "";

  public JobDeadCommand(Session session) {
    super(session, "/api/v1/dead-letters", "jobs", "no dead letters");
  }

  @Override
  protected List<Filter> filters() {
    return List.of(new Filter("class", kind));
  }

  @Override
  protected String checked(String after) throws CommandFailure {
    return JobIds.checked(after);
  }

  @Override
  protected Table table(List<View> jobs) {
    Table table = new Table("JOB", "KIND", "STATE", "CLASS", "TRIES", "AGE", "REASON");
    jobs.forEach(job -> table.row(job.text("id"), job.text("kind"), job.text("state").replace('_', ' '),
        job.text("failure_class"), job.text("attempt"), JobReport.age(job), job.text("reason")));
    return table;
  }

  @Override
  protected void hints(List<View> jobs, Output output) {
    jobs.stream().findFirst()
        .ifPresent(job -> output.hint("try one once more: ", "sheratan job requeue " + job.text("id")));
  }
}
