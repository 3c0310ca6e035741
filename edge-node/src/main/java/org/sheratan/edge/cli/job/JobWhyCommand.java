package org.sheratan.edge.cli.job;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "why", description = "Show what the node decided about a job, and why, newest first.", footer = {
    "", "Example:", "  sheratan job why k7f3q2ab-3-17"})
public final class JobWhyCommand extends AskingCommand {
  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String job;

  public JobWhyCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/trace?job=" + JobIds.checked(job), session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    Table table = new Table("TIME", "DECISION", "STATUS", "WORKER", "AFTER", "SCORE", "WHY");
    for (View decision : answer.objects("decisions")) {
      View action = part(decision, "action");
      View result = part(decision, "result");
      table.row(time(decision), action.text("type"), result.text("status"),
          part(action, "params").text("worker"), part(result, "metrics").text("latency_ms") + " ms",
          result.text("score"), part(result, "error").text("message"));
    }
    if (answer.objects("decisions").isEmpty()) {
      output.note("nothing was decided about it, or its trace is no longer kept");
      return ExitStatus.NOT_FOUND;
    }
    output.table(table);
    return ExitStatus.OK;
  }

  /** Without a clock that somebody vouches for, a node counts from its start (docs/api.md, Decisions). */
  private static String time(View decision) {
    boolean unknown = part(decision, "state").texts("context_refs").contains("clock:none");
    return unknown ? "unknown" : decision.text("timestamp");
  }

  private static View part(View whole, String name) {
    return whole.object(name).orElseGet(() -> new View(Json.Obj.EMPTY));
  }
}
