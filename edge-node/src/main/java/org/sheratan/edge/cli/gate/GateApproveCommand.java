package org.sheratan.edge.cli.gate;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "approve", description = "Let a held job run. Exit status 6 when it is not held any more.", footer = {
    "", "Example:", "  sheratan gate approve k7f3q2ab-3-17 the path is that of the shared data"})
public final class GateApproveCommand extends AskingCommand {
  @Parameters(index = "0", paramLabel = "JOB", description = "Id of the job.")
  private String job;
  @Parameters(index = "1..*", arity = "1..*", paramLabel = "REASON", description = "Why; kept with the job.")
  private List<String> reason;

  public GateApproveCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().post(HeldJob.PATH + "/" + HeldJob.checked(job) + "/approve",
        Json.Obj.EMPTY.with("reason", String.join(" ", reason)), session().patience());
  }

  @Override
  protected ExitStatus print(View decided, Output output) {
    output.line("job " + decided.text("id") + " approved, now " + decided.text("state").replace('_', ' '));
    return ExitStatus.OK;
  }
}
