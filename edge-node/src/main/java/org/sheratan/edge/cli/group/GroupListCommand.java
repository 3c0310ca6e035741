package org.sheratan.edge.cli.group;

import java.util.List;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List the groups this node belongs to.", footer = {"", "Example:",
    "  sheratan group list"})
public final class GroupListCommand extends AskingCommand {
  public GroupListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/groups", session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    List<View> groups = answer.objects("groups");
    Table table = new Table("NAME", "ID", "ADMIN", "MEMBERS", "HEARD");
    for (View group : groups) {
      List<View> members = group.objects("members");
      table.row(group.text("name"), group.text("id"), group.text("admin"), Integer.toString(members.size()),
          Long.toString(members.stream().filter(member -> member.is("heard")).count()));
    }
    if (groups.isEmpty()) {
      output.note("this node belongs to no group");
    } else {
      output.table(table);
    }
    return ExitStatus.OK;
  }
}
