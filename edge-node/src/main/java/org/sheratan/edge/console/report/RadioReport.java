package org.sheratan.edge.console.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** {@code radio}, {@code noise}, {@code airtime} and {@code selftest}. */
public final class RadioReport {
  private RadioReport() {}

  public static List<String> radio(Facts facts, List<String> none) throws CommandFailure {
    View radio = facts.asker().get("/api/v1/radio");
    boolean up = radio.text("state").equals("up");
    List<String> lines = new ArrayList<>();
    lines.add(
        "state      " + radio.text("state") + (radio.text("why").isEmpty() ? "" : ": " + radio.text("why")));
    if (!radio.text("advice").isEmpty()) {
      lines.add("next       " + radio.text("advice"));
    }
    if (up) {
      lines.add("board      " + radio.text("board") + " (" + radio.text("transmitter_id") + ")");
    }
    lines.add("settings   " + settings(radio.object(up ? "verified" : "planned").orElseThrow())
        + (up ? ", as the board confirmed" : ", planned"));
    lines.add("region     " + radio.textOr("region", "not set")
        + (radio.is("may_transmit") ? "" : ": receives only"));
    lines.add(
        "antenna    " + (radio.is("antenna_confirmed") ? "confirmed" : "not confirmed: lowest power only"));
    lines.add("noise      " + noise(radio));
    View counters = radio.object("counters").orElseThrow();
    lines.add("heard      " + counters.text("received") + " transmissions, " + counters.text("garbled")
        + " garbled; sent " + counters.text("transmitted"));
    return lines;
  }

  public static List<String> noise(Facts facts, List<String> none) throws CommandFailure {
    return List.of(noise(facts.asker().get("/api/v1/radio/noise")));
  }

  public static List<String> airtime(Facts facts, List<String> none) throws CommandFailure {
    View when = facts.asker().get("/api/v1/radio/airtime");
    List<String> lines = new ArrayList<>();
    lines.add(when.text("bytes") + " bytes may be sent " + switch (when.text("when")) {
      case "now" -> "now";
      case "later" ->
        "in " + Amounts.duration(when.number("in_s")) + " (" + when.text("why").replace('_', ' ') + ")";
      default ->
        "not at all: " + when.object("breach").map(breach -> breach.text("asked") + " is not allowed ("
            + breach.text("allowed") + "); " + breach.text("advice")).orElse("unknown");
    });
    if (!when.text("used_s").isEmpty()) {
      lines.add(Amounts.duration(when.number("used_s")) + " used in the last hour, "
          + (when.text("left_s").isEmpty()
              ? "no limit here"
              : Amounts.duration(when.number("left_s")) + " left"));
    }
    if (!when.text("airtime_trouble").isEmpty()) {
      lines.add(when.text("airtime_trouble"));
    }
    return lines;
  }

  /** The parts of the machine and the node, then the radio's own test of itself, which sends nothing. */
  public static List<String> selfTest(Facts facts, List<String> none) throws CommandFailure {
    List<String> lines = new ArrayList<>(CheckReport.lines(facts));
    View test;
    try {
      test = facts.asker().post("/api/v1/radio/selftest", Json.Obj.EMPTY.with("transmit", false));
    } catch (CommandFailure refused) {
      if (refused.exit() != ExitStatus.NOT_FOUND) {
        throw refused;
      }
      lines.add("radio: none to test");
      return lines;
    }
    for (View check : test.objects("checks")) {
      lines.add(
          String.format("%-16s%-9s%s", check.text("check"), check.text("result").toUpperCase(Locale.ROOT),
              check.text("why")).stripTrailing());
    }
    lines.add(test.is("passed") ? "radio: passed" : "radio: failed");
    return lines;
  }

  private static String noise(View of) {
    return of.text("noise_dbm").isEmpty() ? "unknown: not measured" : of.text("noise_dbm") + " dBm";
  }

  private static String settings(View of) {
    return Amounts.megahertz(of.number("frequency_hz")) + ", SF" + of.text("spreading_factor") + ", "
        + Amounts.plain(of.number("bandwidth_hz") / 1_000) + " kHz, CR 4/" + of.text("coding_rate") + ", "
        + of.text("power_dbm") + " dBm";
  }
}
