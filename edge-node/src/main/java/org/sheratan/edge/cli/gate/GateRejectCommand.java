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

@Command(name = "reject", description = "End a held job, and what depends on it. Exit status 6 when it is not held any more.", footer = {
    "", "Example:", "  sheratan gate reject k7f3q2ab-3-17 nobody here asked for it"})
public final class GateRejectCommand extends AskingCommand {
  @Parameters(index = "0", paramLabel = "JOB", description = "Id of the job.")
  private String job;
  @Parameters(index = "1..*", arity = "1..*", paramLabel = "REASON", description = "Why; kept with the job.")
  private List<String> reason;

  public GateRejectCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().post(HeldJob.PATH + "/" + HeldJob.checked(job) + "/reject",
        Json.Obj.EMPTY.with("reason", String.join(" ", reason)), session().patience());
  }

  @Override
  protected ExitStatus print(View decided, Output output) {
    output.line("job " + decided.text("id") + " rejected, now " + decided.text("state").replace('_', ' '));
    return ExitStatus.OK;
  }
}
