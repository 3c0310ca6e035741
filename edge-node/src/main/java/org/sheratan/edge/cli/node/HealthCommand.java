package org.sheratan.edge.cli.node;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "health", description = {"Show the node's state, how it came to be, and what is unusual.",
    "Exit status 9 unless the state is OPERATIONAL."}, footer = {"", "Example:", "  sheratan health"})
public final class HealthCommand extends AskingCommand {
  public HealthCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/health", session().patience());
  }

  @Override
  protected ExitStatus print(View health, Output output) {
    String state = health.text("state");
    output.line(Printable.of(state + ", for " + Amounts.duration(health.number("since_s"))
        + (health.text("reason").isEmpty() ? "" : ": " + health.text("reason"))));
    Table transitions = new Table("FROM", "TO", "BY", "AT", "WHY");
    health.objects("transitions").forEach(each -> transitions.row(each.text("from"), each.text("to"),
        each.text("actor"), at(each), each.text("reason")));
    output.table(transitions);
    if (!health.objects("anomalies").isEmpty()) {
      Table anomalies = new Table("UNUSUAL", "SEVERITY", "VALUE", "AT", "ADVICE");
      health.objects("anomalies").forEach(each -> anomalies.row(each.text("metric"), each.text("severity"),
          each.text("value"), at(each), each.text("advice")));
      output.table(anomalies);
    }
    if (state.equals("PAUSED")) {
      output.hint("let it go on: ", ResumeCommand.EXAMPLE);
    }
    return state.equals("OPERATIONAL") ? ExitStatus.OK : ExitStatus.DEGRADED;
  }

  /** Nobody vouched for the clock then. */
  private static String at(View change) {
    return change.textOr("at", "unknown");
  }
}
