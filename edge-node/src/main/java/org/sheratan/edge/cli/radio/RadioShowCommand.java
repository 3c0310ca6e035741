package org.sheratan.edge.cli.radio;

import java.util.Optional;

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

@Command(name = "show", description = {"Show the radio: board, settings, law, airtime, noise, counters.",
    "Exit status 9 when it is down, 8 when it may only receive."}, footer = {"", "Example:",
        "  sheratan radio show"})
public final class RadioShowCommand extends AskingCommand {
  public RadioShowCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/radio", session().patience());
  }

  @Override
  protected ExitStatus print(View radio, Output output) {
    boolean up = radio.text("state").equals("up");
    output.line("link       " + radio.text("link") + ", " + radio.text("state"));
    if (up) {
      View verified = radio.object("verified").orElseThrow();
      output.line("board      " + Printable.of(radio.text("board")) + " ("
          + Printable.of(radio.text("transmitter_id")) + ")");
      output.line("settings   " + settings(verified) + ", as the board confirmed");
      law(output, radio);
    } else {
      output.line("settings   " + settings(radio.object("planned").orElseThrow()) + ", planned");
      down(output, radio);
    }
    trial(output, radio);
    output.line("antenna    " + (radio.is("antenna_confirmed")
        ? "confirmed"
        : "not confirmed: lowest power only; set antenna_confirmed = true in [radio] once it is screwed on"));
    output.line("noise      " + radio.textOr("noise_dbm", "unknown")
        + (radio.text("noise_dbm").isEmpty() ? "" : " dBm"));
    counters(output, radio.object("counters").orElseThrow());
    return !up ? ExitStatus.DEGRADED : radio.is("may_transmit") ? ExitStatus.OK : ExitStatus.AIRTIME;
  }

  static void trial(Output output, View radio) {
    radio.object("trial").ifPresent(trial -> output.line("trial      by the " + trial.text("by")
        + ", for another " + Amounts.duration(trial.number("left_s")) + ", then "
        + settings(radio.object("planned").orElseThrow())));
  }

  static String settings(View of) {
    return Amounts.megahertz(of.number("frequency_hz")) + ", SF" + of.text("spreading_factor") + ", "
        + Amounts.plain(of.number("bandwidth_hz") / 1_000) + " kHz, CR 4/" + of.text("coding_rate")
        + ", preamble " + of.text("preamble_symbols") + ", " + of.text("power_dbm") + " dBm";
  }

  private static void law(Output output, View radio) {
    View law = radio.object("law").orElseThrow();
    String region = radio.textOr("region", "none");
    Optional<View> band = law.object("sub_band");
    if (band.isEmpty()) {
      output.line("law        region " + region + ": RECEIVE ONLY; " + law.text("asked") + " is not allowed ("
          + law.text("allowed") + ")");
      output.line("           " + law.text("advice"));
      return;
    }
    output
        .line("law        region " + region + ", " + band.get().text("name") + ": " + law.text("measured_dbm")
            + " dBm of " + band.get().text("power") + ", up to " + law.text("highest_power_dbm")
            + " dBm with this antenna");
    output.line("airtime    " + Amounts.hour(law));
    if (!radio.text("airtime_trouble").isEmpty()) {
      output.line("           " + Printable.of(radio.text("airtime_trouble")));
    }
  }

  private static void down(Output output, View radio) {
    if (!radio.text("why").isEmpty()) {
      output.line("why        " + Printable.of(radio.text("why"))
          + (radio.text("advice").isEmpty() ? "" : "; " + radio.text("advice")));
    }
    if (!radio.text("retry_s").isEmpty()) {
      output.line("next try   in " + Amounts.duration(radio.number("retry_s")));
    }
  }

  private static void counters(Output output, View counters) {
    View queue = counters.object("queue").orElseThrow();
    output.line("queue      " + queue.text("waiting") + " waiting; " + queue.text("sent") + " frames sent in "
        + queue.text("transmissions") + " transmissions");
    output.line("lost       " + queue.text("expired") + " too late, " + queue.text("full") + " no room, "
        + queue.text("evicted") + " displaced, " + queue.text("too_long") + " too long, "
        + queue.text("refused") + " not allowed");
    output.line("heard      " + counters.text("received") + " transmissions, " + counters.text("garbled")
        + " garbled, " + counters.text("malformed") + " not ours");
    output.line("radio      restarted " + counters.text("restarts") + " times, "
        + counters.text("failed_starts") + " starts failed");
  }
}
