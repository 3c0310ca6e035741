package org.sheratan.edge.cli.mission;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "delete", description = "Delete a mission with its tasks and their jobs; those that have not ended are canceled.", footer = {
    "", "Example:", "  sheratan mission delete mi-k7f3q2ab-3-1"})
public final class MissionDeleteCommand extends AskingCommand {
  @Parameters(paramLabel = "MISSION", description = "Id of the mission.")
  private String mission;

  public MissionDeleteCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().delete("/api/v1/missions/" + MissionIds.mission(mission), session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    output.line("mission " + answer.text("deleted") + " is gone");
    return ExitStatus.OK;
  }
}
