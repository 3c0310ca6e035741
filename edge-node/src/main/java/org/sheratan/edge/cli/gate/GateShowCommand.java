package org.sheratan.edge.cli.gate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.PrettyJson;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.HeldLines;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

@Command(name = "show", description = "Show what the gates said of a job, and what it is to do.", footer = {
    "",
    "Example:", "  sheratan gate show k7f3q2ab-3-17"})
public final class GateShowCommand extends AskingCommand {
  @Parameters(paramLabel = "JOB", description = "Id of the job, held or not.")
  private String job;

  public GateShowCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/jobs/" + HeldJob.checked(job), session().patience());
  }

  @Override
  protected ExitStatus print(View found, Output output) {
    output.line("job        " + found.text("id") + "  " + Printable.of(found.text("kind")));
    output.line("from       " + HeldLines.origin(found));
    output.line("state      " + found.text("state").replace('_', ' '));
    HeldLines.of(found).forEach(output::line);
    for (String line : PrettyJson.text(found.json().get("params")).split("\n")) {
      output.line(Printable.of(line));
    }
    if (found.text("state").equals("held")) {
      output.hint("let it run: ", "sheratan gate approve " + found.text("id") + " REASON");
    }
    return ExitStatus.OK;
  }
}
