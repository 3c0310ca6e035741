package org.sheratan.edge.console.report;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.edge.http.node.BuildVersion;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** {@code status}, {@code ver}, {@code uptime} and {@code ip}. */
public final class StatusReport {
  private static final String PRODUCT = "Sheratan edge ";

  private StatusReport() {}

  /** The first line on a console, as in {@code Sheratan edge 1.0.0 · sheratan-4f2a · serial console ready}. */
  public static String title(Machine machine) {
    return PRODUCT + BuildVersion.text() + " · " + machine.name() + " · serial console ready";
  }

  public static List<String> status(Facts facts, List<String> none) {
    List<String> lines = new ArrayList<>(CheckReport.lines(facts));
    try {
      View status = facts.asker().get("/api/v1/status");
      status.object("degraded").ifPresent(known -> lines.add("degraded   " + known.text("why")));
      if (!status.text("notice").isEmpty()) {
        lines.add("notice     " + status.text("notice"));
      }
      lines.add("peers      " + status.text("peers"));
      lines.add("jobs       " + status.text("jobs_queued") + " waiting, " + status.text("jobs_held")
          + " held, " + status.text("jobs_running")
          + " running here, " + status.text("jobs_completed") + " completed");
      lines.add(
          "uptime     " + Amounts.duration(status.number("uptime_s")) + ", start number "
              + status.text("epoch"));
    } catch (CommandFailure told) {
      // The line of the node says it already.
      return lines;
    }
    return lines;
  }

  public static List<String> version(Facts facts, List<String> none) throws CommandFailure {
    List<String> lines = new ArrayList<>(List.of(PRODUCT + BuildVersion.text()));
    View status = facts.asker().get("/api/v1/status");
    lines.add("node       " + status.text("name") + " (" + status.text("short_name") + ")");
    lines.add("key        " + status.text("fingerprint"));
    return lines;
  }

  public static List<String> uptime(Facts facts, List<String> none) throws CommandFailure {
    View status = facts.asker().get("/api/v1/status");
    return List.of(Amounts.duration(status.number("uptime_s")) + ", start number " + status.text("epoch"));
  }

  public static List<String> addresses(Facts facts, List<String> none) {
    List<String> lines = new ArrayList<>(facts.machine().addresses());
    if (lines.isEmpty()) {
      lines.add("no address: no network");
    }
    facts.machine().web().ifPresent(address -> lines.add("web " + address));
    return lines;
  }
}
