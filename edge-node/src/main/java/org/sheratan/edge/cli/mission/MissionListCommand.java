package org.sheratan.edge.cli.mission;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List the missions of this node, newest first.", footer = {"",
    "Example:",
    "  sheratan mission list --limit 10"})
public final class MissionListCommand extends AskingCommand {
  @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000.", defaultValue = "50")
  private int limit;
  @Option(names = "--after", paramLabel = "MISSION", description = "Continue behind this mission.")
  private String after = "";

  public MissionListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    String behind = after.isEmpty() ? "" : "&after=" + MissionIds.mission(after);
    return session().api().get("/api/v1/missions?limit=" + limit + behind, session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    Table table = new Table("MISSION", "TITLE", "STATUS", "USER");
    for (View mission : answer.objects("missions")) {
      table.row(mission.text("id"), mission.text("title"), mission.text("status"), mission.text("user_id"));
    }
    if (answer.objects("missions").isEmpty()) {
      output.note("no missions");
    } else {
      output.table(table);
    }
    if (!answer.text("next").isEmpty()) {
      output.hint("more: ", "sheratan mission list --limit " + limit + " --after " + answer.text("next"));
    }
    return ExitStatus.OK;
  }
}
