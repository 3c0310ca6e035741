package org.sheratan.edge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;

@Command(name = "leave", description = "Leave a group. Its admin closes it by leaving.", footer = {"",
    "Example:",
    "  sheratan group leave team"})
final class GroupLeaveCommand extends NodeCommand {
  @Parameters(paramLabel = "GROUP", description = "Name or id.")
  private String group;

  GroupLeaveCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Json.Obj answer = session().api().post(GroupReport.path(group) + "/leave", Json.Obj.EMPTY,
        session().patience());
    output.document(answer);
    output.line("left " + new View(answer).text("id"));
    return ExitStatus.OK;
  }
}
