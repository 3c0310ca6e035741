package org.sheratan.edge.cli.gate;

import java.util.List;

import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** Decides about a held job, and says why. */
abstract class DecidingCommand extends AskingCommand {
  @Parameters(index = "0", paramLabel = "JOB", description = "Id of the job.")
  private String job;
  @Parameters(index = "1..*", arity = "1..*", paramLabel = "REASON", description = "Why; kept with the job.")
  private List<String> reason;

  private final String decision;
  private final String decided;

  /**
   * @param decision the last segment of the API's path
   * @param decided said of the job afterwards
   */
  DecidingCommand(Session session, String decision, String decided) {
    super(session);
    this.decision = decision;
    this.decided = decided;
  }

  @Override
  protected final Json.Obj ask() throws CommandFailure {
    return session().api().post(HeldJob.PATH + "/" + HeldJob.checked(job) + "/" + decision,
        Json.Obj.EMPTY.with("reason", String.join(" ", reason)), session().patience());
  }

  @Override
  protected final ExitStatus print(View answer, Output output) {
    output
        .line("job " + answer.text("id") + " " + decided + ", now " + answer.text("state").replace('_', ' '));
    return ExitStatus.OK;
  }
}
