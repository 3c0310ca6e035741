package org.sheratan.edge.cli.group;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "leave", description = "Leave a group. Its admin closes it by leaving.", footer = {"",
    "Example:",
    "  sheratan group leave team"})
public final class GroupLeaveCommand extends AskingCommand {
  @Parameters(paramLabel = "GROUP", description = "Name or id.")
  private String group;

  public GroupLeaveCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().post(GroupReport.path(group) + "/leave", Json.Obj.EMPTY,
        session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    output.line("left " + answer.text("id"));
    return ExitStatus.OK;
  }
}
