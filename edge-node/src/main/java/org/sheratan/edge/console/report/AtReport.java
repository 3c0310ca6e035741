package org.sheratan.edge.console.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.node.BuildVersion;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** The figures that machines ask for, in lines such as {@code +NOISE: -117}; a field that is not known is empty. */
public final class AtReport {
  private AtReport() {}

  /** Version, name, short id. */
  public static List<String> version(Facts facts, List<String> none) throws CommandFailure {
    View status = facts.asker().get("/api/v1/status");
    return line("VER", BuildVersion.text(), status.text("name"), status.text("short_name"));
  }

  /** State, hertz, spreading factor, hertz, dBm, whether it may transmit: 1 or 0. */
  public static List<String> radio(Facts facts, List<String> none) throws CommandFailure {
    View radio = facts.asker().get("/api/v1/radio");
    View set = radio.object("verified").or(() -> radio.object("planned")).orElse(new View(Json.Obj.EMPTY));
    return line("RADIO", radio.text("state"), set.text("frequency_hz"), set.text("spreading_factor"),
        set.text("bandwidth_hz"), set.text("power_dbm"), radio.is("may_transmit") ? "1" : "0");
  }

  /** dBm. */
  public static List<String> noise(Facts facts, List<String> none) throws CommandFailure {
    String dbm = facts.asker().get("/api/v1/radio/noise").text("noise_dbm");
    if (dbm.isEmpty()) {
      throw new CommandFailure(ExitStatus.DEGRADED, "not measured", "");
    }
    return line("NOISE", dbm);
  }

  /** Seconds used in the last hour, seconds left; empty where no law limits them. */
  public static List<String> airtime(Facts facts, List<String> none) throws CommandFailure {
    View when = facts.asker().get("/api/v1/radio/airtime");
    return line("AIRTIME", when.text("used_s"), when.text("left_s"));
  }

  /** A line for each check: its name, its result. Fails with them when one of them failed. */
  public static List<String> selfTest(Facts facts, List<String> none) throws CommandFailure {
    View test = facts.asker().post("/api/v1/radio/selftest", Json.Obj.EMPTY.with("transmit", false));
    List<String> lines = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (View check : test.objects("checks")) {
      lines.addAll(line("SELFTEST", check.text("check"), check.text("result")));
      if (check.text("result").equals("failed")) {
        failed.add(check.text("check"));
      }
    }
    if (!test.is("passed")) {
      throw new CommandFailure(ExitStatus.DEGRADED, "failed: " + String.join(" ", failed), "");
    }
    return lines;
  }

  /** A line of seconds for each answer; then how many were sent and came back. */
  public static List<String> ping(Facts facts, List<String> arguments) throws CommandFailure {
    int count = Arguments.count(arguments, 1);
    List<Double> roundTrips = TravelReport.roundTrips(facts, arguments.getFirst(), count);
    List<String> lines = new ArrayList<>();
    roundTrips.forEach(seconds -> lines.addAll(line("PING", String.format(Locale.ROOT, "%.3f", seconds))));
    lines.addAll(line("PING", Integer.toString(count), Integer.toString(roundTrips.size())));
    if (roundTrips.isEmpty()) {
      throw new CommandFailure(ExitStatus.TIMEOUT, "nothing came back", "");
    }
    return lines;
  }

  /** What could end a field or a line is taken out of it. */
  private static List<String> line(String name, String... fields) {
    List<String> clean = new ArrayList<>();
    for (String field : fields) {
      clean.add(field.replace(',', ' '));
    }
    return List.of("+" + name + ": " + String.join(",", clean));
  }
}
