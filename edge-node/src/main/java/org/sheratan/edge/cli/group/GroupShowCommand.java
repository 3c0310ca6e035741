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

@Command(name = "show", description = "Show a group and its members.", footer = {"",
    "Example:", "  sheratan group show team"})
public final class GroupShowCommand extends AskingCommand {
  @Parameters(paramLabel = "GROUP", description = "Name or id.")
  private String group;

  public GroupShowCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get(GroupReport.path(group), session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    GroupReport.print(answer, output);
    output.hint("what was said in it: ", "sheratan message list --peer group:" + answer.text("id"));
    return ExitStatus.OK;
  }
}
