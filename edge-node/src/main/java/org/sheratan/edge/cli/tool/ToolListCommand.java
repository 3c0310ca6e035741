package org.sheratan.edge.cli.tool;

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

@Command(name = "list", description = "List the kinds of jobs known here, and those that other nodes run.", footer = {
    "", "Example:",
    "  sheratan tool list"})
public final class ToolListCommand extends AskingCommand {
  private static final int NAMED = 3;

  public ToolListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/tools", session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    Table table = new Table("KIND", "RUN BY", "WHAT");
    for (View tool : answer.objects("tools")) {
      table.row(tool.text("name"), runners(tool), tool.textOr("description", "not known here"));
    }
    output.table(table);
    return ExitStatus.OK;
  }

  private static String runners(View tool) {
    List<String> nodes = tool.objects("nodes").stream().map(node -> node.text("node")).toList();
    String named = String.join(",", nodes.stream().limit(NAMED).toList());
    return nodes.size() > NAMED ? named + " and " + (nodes.size() - NAMED) + " more" : named;
  }
}
