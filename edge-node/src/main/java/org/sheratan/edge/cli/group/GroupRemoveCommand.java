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

@Command(name = "remove", description = "Shut a member out of a group; all others make new keys. On the group's admin only.", footer = {
    "", "Example:", "  sheratan group remove team node-e5"})
public final class GroupRemoveCommand extends AskingCommand {
  @Parameters(index = "0", paramLabel = "GROUP", description = "Name or id.")
  private String group;
  @Parameters(index = "1", paramLabel = "NODE", description = "Name or id.")
  private String node;

  public GroupRemoveCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().post(GroupReport.path(group) + "/remove",
        Json.Obj.EMPTY.with("node", node),
        session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    GroupReport.print(answer, output);
    return ExitStatus.OK;
  }
}
