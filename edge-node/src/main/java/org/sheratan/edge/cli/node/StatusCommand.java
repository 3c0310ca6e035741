package org.sheratan.edge.cli.node;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
    // Whatever answers there: nothing of it steers the terminal.
    Consumer<String> line = text -> output.line(Printable.of(text));
    line.accept(view.text("name") + " (" + view.text("short_name") + ")  Sheratan edge "
        + view.text("version"));
    line.accept("key        " + view.text("fingerprint"));
    Optional<View> missing = view.object("degraded");
    boolean paused = view.text("system_state").equals(PauseCommand.STATE);
    line.accept("state      " + (!view.is("accepting")
        ? "DEGRADED: " + view.text("problem")
        : missing.map(known -> "DEGRADED: " + known.text("why"))
            .orElse(paused ? "PAUSED: no schedule comes due and no chain goes on" : "ok")));
    if (!view.text("system_state").isEmpty()) {
      line.accept("system     " + view.text("system_state") + ", see health");
    }
    if (!view.text("notice").isEmpty()) {
      line.accept("notice     " + view.text("notice"));
    }
    line.accept(
        "uptime     " + Amounts.duration(view.number("uptime_s")) + ", start number " + view.text("epoch"));
    view.object("clock").ifPresent(clock -> line.accept("clock      " + clock(clock)));
    line.accept("peers      " + view.text("peers"));
    line.accept("jobs       " + view.text("jobs_queued") + " waiting, " + view.text("jobs_held") + " held, "
        + view.text("jobs_running")
        + " running here, " + view.text("jobs_completed") + " completed");
    view.object("wills").filter(wills -> wills.number("kept") + wills.number("standing_in")
        + wills.number("completed") > 0)
        .ifPresent(wills -> line.accept("wills      " + wills.text("kept") + " kept for others, "
            + wills.text("standing_in") + " under way in their place, "
            + wills.text("completed") + " done and not yet told"));
    line.accept("runs       " + list(view.texts("capabilities")));
    line.accept("offers     " + list(view.texts("offers")));
    view.object("airtime").ifPresent(hour -> line.accept("airtime    " + hour.text("link")
        + ": "
        + (hour.text("used_s").isEmpty() ? "it does not transmit now, see radio show" : Amounts.hour(hour))));
    LanLines.of(view.object("lan")).forEach(line);
    TrafficReport.lines(view).forEach(line);
    if (paused) {
      output.hint("let it go on: ", ResumeCommand.EXAMPLE);
    }
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
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }
}
