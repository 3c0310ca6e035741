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
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = {"List the links of this node: state, what went over them, waits.",
    "Exit status 9 when one of them is down or may only receive."}, footer = {"", "Example:",
        "  sheratan link list"})
public final class LinkListCommand extends AskingCommand {
  public LinkListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/links", session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    List<View> links = answer.objects("links");
    Table table = new Table("LINK", "STATE", "IN", "OUT", "LOST", "RATE", "DUTY", "WAIT", "NEXT ANNOUNCE");
    for (View link : links) {
      table.row(link.text("name"), link.text("state").replace('_', ' '), link.text("frames_in"),
          link.text("sent"), lost(link), rate(link), duty(link), wait(link, "wait_s"),
          announce(link));
    }
    if (links.isEmpty()) {
      output.note("this node has no link; see [udp] and [radio] in docs/operations.md");
    } else {
      output.table(table);
    }
    boolean all = true;
    for (View link : links) {
      if (!link.text("why").isEmpty()) {
        output.line(link.text("name") + ": " + Printable.of(link.text("why")));
      }
      all &= link.text("state").equals("up");
    }
    return all ? ExitStatus.OK : ExitStatus.DEGRADED;
  }

  private static String lost(View link) {
    View dropped = link.object("dropped").orElse(new View(Json.Obj.EMPTY));
    long lost = 0;
    for (String reason : dropped.json().fields().keySet()) {
      lost += (long) dropped.number(reason);
    }
    return Long.toString(lost);
  }

  private static String rate(View link) {
    double bitsPerSecond = link.number("bits_per_second");
    return bitsPerSecond == 0 ? "" : Amounts.plain(bitsPerSecond / 1_000) + " kbit/s";
  }

  private static String duty(View link) {
    double percent = link.number("duty_percent");
    return link.text("duty_percent").isEmpty() ? "" : percent == 100 ? "any" : Amounts.plain(percent) + " %";
  }

  private static String announce(View link) {
    boolean held = !link.text("announce_held").isEmpty();
    return !link.text("state").equals("up") ? "" : held ? "held" : wait(link, "announce_s");
  }

  private static String wait(View link, String name) {
    return link.text(name).isEmpty() ? "" : Amounts.duration(link.number(name));
  }
}
