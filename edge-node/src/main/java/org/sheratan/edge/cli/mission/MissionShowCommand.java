package org.sheratan.edge.cli.mission;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "show", description = "Show a mission, its newest tasks and its chains.", footer = {"",
    "Example:",
    "  sheratan mission show mi-k7f3q2ab-3-1"})
public final class MissionShowCommand extends AskingCommand {
  @Parameters(paramLabel = "MISSION", description = "Id of the mission.")
  private String mission;

  public MissionShowCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    String path = "/api/v1/missions/" + MissionIds.mission(mission);
    Json.Obj found = session().api().get(path, session().patience());
    return found.with("tasks", session().api().get(path + "/tasks", session().patience()).get("tasks"))
        .with("chains", session().api().get(path + "/chains", session().patience()).get("chains"));
  }

  private static void printChains(View found, Output output) {
    if (!found.objects("chains").isEmpty()) {
      Table table = new Table("CHAIN", "STATE", "JOBS", "REASON");
      found.objects("chains").forEach(chain -> table.row(chain.text("id"), chain.text("state"),
          chain.text("jobs"), Printable.of(chain.text("reason"))));
      output.table(table);
    }
  }

  @Override
  protected ExitStatus print(View found, Output output) {
    output.line("mission    " + found.text("id") + "  " + Printable.of(found.text("title")));
    output.line(
        "status     " + Printable.of(found.text("status")) + ", " + Printable.of(found.text("user_id")));
    if (!found.text("description").isEmpty()) {
      output.line("what       " + Printable.of(found.text("description")));
    }
    Table table = new Table("TASK", "NAME", "KIND");
    found.objects("tasks").forEach(task -> table.row(task.text("id"), task.text("name"), task.text("kind")));
    if (found.objects("tasks").isEmpty()) {
      output.hint("no tasks yet; the first: ", "sheratan task create " + found.text("id") + " NAME");
    } else {
      output.table(table);
    }
    printChains(found, output);
    return ExitStatus.OK;
  }
}
