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
import org.sheratan.edge.shell.View;

@Command(name = "announce", description = {
    "Announce this node soon, so that others find it and the way to it.",
    "No sooner after the last time than a link's shortest interval, its share of announces and its airtime let it.",
    "Exit status 9 where no link lets one out."}, footer = {
        "", "Example:", "  sheratan announce"})
public final class AnnounceCommand extends AskingCommand {
  public AnnounceCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().post("/api/v1/announce", Json.Obj.EMPTY, session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    List<View> links = answer.objects("links");
    boolean any = false;
    for (View link : links) {
      any |= leaves(link);
      output.line(line(link));
    }
    if (links.isEmpty()) {
      output.hint("no link is up; see ", "sheratan link list");
      return ExitStatus.DEGRADED;
    }
    return any ? ExitStatus.OK : ExitStatus.DEGRADED;
  }

  private static boolean leaves(View link) {
    return link.textOr("state", "up").equals("up") && link.text("announce_held").isEmpty();
  }

  private static String line(View link) {
    if (leaves(link)) {
      return "announced on " + link.text("name") + " in " + Amounts.duration(link.number("announce_s"));
    }
    if (!link.textOr("state", "up").equals("up")) {
      return "not announced on " + link.text("name") + ", which is " + link.text("state").replace('_', ' ')
          + ": " + Printable.of(link.text("why"));
    }
    String after = link.text("announce_after_s").isEmpty()
        ? ""
        : " for " + Amounts.duration(link.number("announce_after_s")) + " at least";
    return "held on " + link.text("name") + after + ": " + AirtimeWords.why(link.text("announce_held"));
  }
}
