package org.sheratan.edge.cli.gate;

import java.util.List;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.ListingCommand;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.HeldLines;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List the jobs that wait for a decision, newest first.", footer = {"",
    "Example:", "  sheratan gate list"})
public final class GateListCommand extends ListingCommand {
  public GateListCommand(Session session) {
    super(session, HeldJob.PATH, "jobs", "no job waits for a decision");
  }

  @Override
  protected String checked(String after) throws CommandFailure {
    return HeldJob.checked(after);
  }

  @Override
  protected Table table(List<View> jobs) {
    Table table = new Table("JOB", "KIND", "FROM", "AGE", "WHY");
    jobs.forEach(job -> table.row(job.text("id"), job.text("kind"), HeldLines.origin(job),
        Amounts.duration(job.number("age_s")), job.text("reason")));
    return table;
  }
}
