package org.sheratan.edge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;

@Command(name = "show", description = "Show a group and its members.", footer = {"",
    "Example:", "  sheratan group show team"})
final class GroupShowCommand extends NodeCommand {
  @Parameters(paramLabel = "GROUP", description = "Name or id.")
  private String group;

  GroupShowCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Json.Obj answer = session().api().get(GroupReport.path(group), session().patience());
    output.document(answer);
    GroupReport.print(new View(answer), output);
    output.hint("what was said in it: ", "sheratan message list --peer group:" + new View(answer).text("id"));
    return ExitStatus.OK;
  }
}
