package org.sheratan.edge.cli.node;

import java.util.List;

import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

/** Says what an operator wants the node to be, and why. */
abstract class StateMove extends AskingCommand {
  @Parameters(arity = "1..*", paramLabel = "REASON", description = "Why; sheratan health shows it.")
  private List<String> reason;

  private final String state;

  StateMove(Session session, String state) {
    super(session);
    this.state = state;
  }

  @Override
  protected final Json.Obj ask() throws CommandFailure {
    return session().api().post("/api/v1/health/state",
        Json.Obj.EMPTY.with("state", state).with("reason", String.join(" ", reason)), session().patience());
  }

  @Override
  protected final ExitStatus print(View health, Output output) {
    output.line(Printable.of(health.text("state") + ": " + health.text("reason")));
    if (health.text("state").equals(PauseCommand.STATE)) {
      output.hint("let it go on: ", ResumeCommand.EXAMPLE);
    }
    return ExitStatus.OK;
  }
}
