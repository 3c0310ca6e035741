package org.sheratan.edge.cli.node;

import java.util.List;
import java.util.Optional;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.Amounts;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.CommandFailure;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Printable;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.cli.shell.View;
import org.sheratan.edge.daemon.ExitStatus;

@Command(name = "status", description = {"Show how the node is doing.",
    "Exit status 9 when it is degraded: it takes no jobs, its radio is down or not sure of its airtime, or no link is up."}, footer = {
        "", "Example:", "  sheratan status --data-dir ~/node-a"})
public final class StatusCommand extends AskingCommand {
  public StatusCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/status", session().patience());
  }

  @Override
  protected ExitStatus print(View view, Output output) {
    output.line(Printable.of(view.text("name")) + " (" + view.text("short_name") + ")  Sheratan edge "
        + view.text("version"));
    output.line("key        " + view.text("fingerprint"));
    Optional<View> missing = view.object("degraded");
    output.line("state      " + (!view.is("accepting")
        ? "DEGRADED: " + Printable.of(view.text("problem"))
        : missing.map(known -> "DEGRADED: " + Printable.of(known.text("why"))).orElse("ok")));
    if (!view.text("notice").isEmpty()) {
      output.line("notice     " + Printable.of(view.text("notice")));
    }
    output.line("uptime     " + Amounts.duration(view.number("uptime_s")) + ", start " + view.text("epoch"));
    view.object("clock").ifPresent(clock -> output.line("clock      " + clock(clock)));
    output.line("peers      " + view.text("peers"));
    output.line("jobs       " + view.text("jobs_queued") + " waiting, " + view.text("jobs_running")
        + " running here, " + view.text("jobs_completed") + " completed");
    output.line("runs       " + list(view.texts("capabilities")));
    output.line("offers     " + list(view.texts("offers")));
    view.object("airtime").ifPresent(hour -> output.line("airtime    " + Printable.of(hour.text("link"))
        + ": "
        + (hour.text("used_s").isEmpty() ? "it does not transmit now, see radio show" : Amounts.hour(hour))));
    LanLines.of(view.object("lan")).forEach(output::line);
    TrafficReport.lines(view).forEach(output::line);
    missing.ifPresent(known -> output.hint("next: ", known.text("fix")));
    return view.is("accepting") && missing.isEmpty() ? ExitStatus.OK : ExitStatus.DEGRADED;
  }

  private static String clock(View clock) {
    String wrong = clock.is("machine_wrong") ? "; the machine's own clock is wrong" : "";
    String notBefore = clock.text("not_before").isEmpty() ? "" : ", not before " + clock.text("not_before");
    return switch (clock.text("quality")) {
      case "gps" -> clock.text("at") + " by GPS" + wrong;
      case "ntp" -> clock.text("at") + " by NTP";
      case "peer" -> clock.text("at") + " as told by other nodes: " + clock.text("tellers") + wrong;
      default -> "nobody vouches for it" + notBefore + wrong;
    };
  }

  private static String list(List<String> words) {
    return words.isEmpty() ? "nothing" : Printable.of(String.join(", ", words));
  }
}
