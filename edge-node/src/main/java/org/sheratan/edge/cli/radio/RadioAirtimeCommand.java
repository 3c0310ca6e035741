package org.sheratan.edge.cli.radio;

import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;
import org.sheratan.radio.frame.Priority;

@Command(name = "airtime", description = {
    "When may a frame of so many bytes be sent, and what is left of the hour?",
    "Exit status 8 when never, with these settings; 9 while no radio is ready."}, footer = {"", "Example:",
        "  sheratan radio airtime --bytes 40 --priority high"})
public final class RadioAirtimeCommand extends AskingCommand {
  @Option(names = "--bytes", paramLabel = "N", defaultValue = "40", description = "Length of the frame, 1 to 255. Default: ${DEFAULT-VALUE}.")
  private int bytes;
  @Option(names = "--priority", paramLabel = "PRIORITY", defaultValue = "normal", description = "bulk, normal, high or emergency. Default: ${DEFAULT-VALUE}.")
  private Priority priority;

  public RadioAirtimeCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    String word = priority.name().toLowerCase(Locale.ROOT);
    return session().api().get("/api/v1/radio/airtime?bytes=" + bytes + "&priority=" + word,
        session().patience());
  }

  @Override
  protected ExitStatus print(View when, Output output) {
    String airtime = when.text("airtime_s").isEmpty()
        ? ""
        : ", " + Math.round(when.number("airtime_s") * 1_000) + " ms on the air";
    output.line(when.text("bytes") + " bytes, " + when.text("priority") + airtime);
    switch (when.text("when")) {
      case "now" -> output.line("may be sent now");
      case "later" ->
        output.line("may be sent in " + Amounts.duration(when.number("in_s")) + ": "
            + AirtimeWords.why(when.text("why")));
      default -> {
        View breach = when.object("breach").orElseThrow();
        if (breach.text("rule").equals("no_radio")) {
          output.line("not now: no radio is ready");
          output.hint("next: ", "sheratan radio show");
          return ExitStatus.DEGRADED;
        }
        output.line("never: " + breach.text("asked") + " is not allowed (" + breach.text("allowed") + "); "
            + breach.text("advice"));
        return ExitStatus.AIRTIME;
      }
    }
    if (!when.text("used_s").isEmpty()) {
      output.line(Amounts.hour(when));
    }
    if (!when.text("airtime_trouble").isEmpty()) {
      output.line(Printable.of(when.text("airtime_trouble")));
    }
    return ExitStatus.OK;
  }
}
