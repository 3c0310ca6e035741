package org.sheratan.edge.cli.mission;

import java.util.List;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.ListingCommand;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List the missions of this node, newest first.", footer = {"",
    "Example:",
    "  sheratan mission list --limit 10"})
public final class MissionListCommand extends ListingCommand {
  public MissionListCommand(Session session) {
    super(session, "/api/v1/missions", "missions", "no missions");
  }

  @Override
  protected String checked(String after) throws CommandFailure {
    return MissionIds.mission(after);
  }

  @Override
  protected Table table(List<View> missions) {
    Table table = new Table("MISSION", "TITLE", "STATUS", "USER");
    missions.forEach(mission -> table.row(mission.text("id"), mission.text("title"), mission.text("status"),
        mission.text("user_id")));
    return table;
  }
}
