package org.sheratan.edge.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;

@Command(name = "say", description = "Say something to all members in reach, signed. Nobody acknowledges.", footer = {
    "", "Example:", "  sheratan group say team supper"})
final class GroupSayCommand extends NodeCommand {
  @Parameters(index = "0", paramLabel = "GROUP", description = "Name or id.")
  private String group;
  @Parameters(index = "1", paramLabel = "TEXT", description = "Up to about 160 letters.")
  private String text;

  GroupSayCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Json.Obj answer = session().api().post(GroupReport.path(group) + "/say",
        Json.Obj.EMPTY.with("text", text),
        session().patience());
    output.document(answer);
    output.line("said");
    return ExitStatus.OK;
  }
}
