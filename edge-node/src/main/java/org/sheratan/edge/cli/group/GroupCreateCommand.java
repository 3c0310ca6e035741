package org.sheratan.edge.cli.group;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

@Command(name = "create", description = "Make a group; this node is its admin.", footer = {"", "Example:",
    "  sheratan group create team"})
public final class GroupCreateCommand extends AskingCommand {
  @Parameters(paramLabel = "NAME", description = "1 to 32 characters.")
  private String name;

  public GroupCreateCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().post("/api/v1/groups", Json.Obj.EMPTY.with("name", name),
        session().patience());
  }

  @Override
  protected ExitStatus print(View group, Output output) {
    output.line("group " + Printable.of(group.text("name")) + " " + group.text("id"));
    output.hint("let somebody in: ", "sheratan group invite " + group.text("id"));
    return ExitStatus.OK;
  }
}
