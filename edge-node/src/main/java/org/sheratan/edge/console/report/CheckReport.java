package org.sheratan.edge.console.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** Part by part, how the node is: shown when the console opens, and by {@code status}. */
public final class CheckReport {
  private static final long LITTLE_BYTES = 64L << 20;

  private CheckReport() {}

  /** Never fails: a node that cannot be asked is itself a line. */
  public static List<String> lines(Facts facts) {
    if (facts.asker().starting()) {
      return List.of(Mark.WAIT.line("node", "starting"));
    }
    List<String> lines = new ArrayList<>();
    List<String> lan = List.of();
    try {
      View status = facts.asker().get("/api/v1/status");
      lan = LanReport.lines(status);
      lines.add(storage(facts.machine(), status));
      radio(facts.asker(), lines);
      status.object("clock").map(CheckReport::clock).ifPresent(lines::add);
    } catch (CommandFailure silent) {
      lines.add(Mark.FAIL.line("node",
          silent.getMessage() + (silent.fix().isEmpty() ? "" : " → " + silent.fix())));
    }
    if (facts.machine().safeMode()) {
      lines.add(Mark.HELD.line("safe mode", "no radio, no links, no jobs → 'safe-mode off', then 'reboot'"));
    }
    lines.add(facts.machine().web().map(address -> Mark.OK.line("web", address))
        .orElseGet(() -> Mark.WARN.line("web", "not listening")));
    lines.addAll(lan);
    return lines;
  }

  private static String storage(Machine machine, View status) {
    if (!status.is("accepting")) {
      return Mark.FAIL.line("storage", status.textOr("problem", "takes nothing"));
    }
    OptionalLong free = machine.freeBytes();
    boolean little = free.isPresent() && free.getAsLong() < LITTLE_BYTES;
    return (little ? Mark.WARN : Mark.OK).line("storage",
        machine.dataFolder() + (free.isPresent() ? " " + size(free.getAsLong()) + " free" : ""));
  }

  private static String size(long bytes) {
    double mebibytes = bytes / (double) (1 << 20);
    return mebibytes < 1024
        ? String.format(Locale.ROOT, "%.0f MiB", mebibytes)
        : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
  }

  private static void radio(Asker asker, List<String> lines) throws CommandFailure {
    View radio;
    try {
      radio = asker.get("/api/v1/radio");
    } catch (CommandFailure none) {
      if (none.exit() != ExitStatus.NOT_FOUND) {
        throw none;
      }
      lines.add(Mark.WARN.line("radio", "none found — " + links(asker)));
      return;
    }
    switch (radio.text("state")) {
      case "up" -> up(radio, lines);
      case "starting" -> lines.add(Mark.WAIT.line("radio", "starting"));
      default -> lines.add(Mark.WARN.line("radio", "down: " + radio.text("why")
          + (radio.text("advice").isEmpty() ? "" : " → " + radio.text("advice")) + " — " + links(asker)));
    }
  }

  private static void up(View radio, List<String> lines) {
    String noise = radio.text("noise_dbm");
    lines.add(Mark.OK.line("radio",
        radio.text("board") + ", " + (noise.isEmpty()
            ? "noise floor not measured yet"
            : "noise floor " + noise + " dBm")));
    if (radio.text("region").isEmpty()) {
      lines.add(Mark.HELD.line("transmit", "region not set → 'region set EU868'"));
      return;
    }
    View law = radio.object("law").orElseThrow();
    lines.add(radio.is("may_transmit")
        ? Mark.OK.line("transmit", radio.text("region") + ", up to " + law.text("highest_power_dbm") + " dBm")
        : Mark.HELD.line("transmit", law.text("asked") + " is not allowed in " + radio.text("region") + " ("
            + law.text("allowed") + ")"));
  }

  private static String links(Asker asker) throws CommandFailure {
    String up = asker.get("/api/v1/links").objects("links").stream()
        .filter(link -> link.text("state").equals("up"))
        .map(link -> link.text("name").toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(" and "));
    return up.isEmpty() ? "no link is up" : up + " active";
  }

  private static String clock(View clock) {
    String wrong = clock.is("machine_wrong") ? ", this machine's own is wrong" : "";
    return switch (clock.text("quality")) {
      case "gps" -> Mark.OK.line("clock", "told by GPS" + wrong);
      case "ntp" -> Mark.OK.line("clock", "set by NTP");
      case "peer" -> Mark.OK.line("clock", "told by " + clock.text("tellers") + " other "
          + (clock.text("tellers").equals("1") ? "node" : "nodes") + wrong);
      default -> clock.is("machine_wrong")
          ? Mark.WARN.line("clock", "wrong: it is " + clock.text("not_before") + " or later")
          : Mark.WAIT.line("clock", "no NTP/GPS/RTC: using logical time");
    };
  }
}
