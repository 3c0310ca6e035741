package org.sheratan.edge.cli.radio;

import java.util.List;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = {"List the ways to every node; * is the one in use.",
    "COST: expected transmissions times what each takes; 1 is one on a fast link. 20,000 more: the next hop does not",
    "answer; 100,000 more: it is not heard any more. ANNOUNCED: how old what it was learned by is.",
    "STATE: reachable when the node itself was heard lately. Exit status 4 without any way."}, footer = {
        "", "Example:", "  sheratan route list"})
public final class RouteListCommand extends AskingCommand {
  public RouteListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/routes", session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    List<View> routes = answer.objects("routes");
    Table table = new Table("TO", "", "VIA", "HOPS", "COST", "ANNOUNCED", "STATE");
    for (View route : routes) {
      table.row(route.text("to"), route.is("best") ? "*" : "", route.text("via"), route.text("hops"),
          Amounts.plain(route.number("cost")), Amounts.duration(route.number("seen_s")) + " ago",
          route.text("state").replace('_', ' '));
    }
    if (routes.isEmpty()) {
      output.hint("no way to anybody is known; see ", "sheratan neighbor list");
      return ExitStatus.NOT_FOUND;
    }
    output.table(table);
    return ExitStatus.OK;
  }
}
