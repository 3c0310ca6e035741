package org.sheratan.edge.cli.radio;

import java.time.Duration;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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

@Command(name = "traceroute", description = {"Ask every hop on the way to a node how it goes on.",
    "SEEN: how long ago, by its own answer or, where it is silent, by the word of the hop before.",
    "SIGNAL: how that node heard the last link of the question's way. Exit status 7 when the node is silent."}, footer = {
        "", "Example:", "  sheratan traceroute node-e5 --timeout 2m"})
public final class TracerouteCommand extends AskingCommand {
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);
  private static final Duration SLACK = Duration.ofSeconds(25);

  @Parameters(paramLabel = "NODE", description = "Name or id.")
  private String node;

  public TracerouteCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    Duration patience = session().timeout().orElse(DEFAULT_PATIENCE);
    return session().api().post("/api/v1/traceroute", Json.Obj.EMPTY.with("node", node).with(
        "timeout_s", new Json.Real(patience.toMillis() / 1000.0)), patience.plus(SLACK));
  }

  @Override
  protected ExitStatus print(View traced, Output output) {
    Table table = new Table("HOP", "NODE", "ANSWER", "SEEN", "SIGNAL THERE", "SIGNAL BACK", "STILL TO GO");
    List<View> hops = traced.objects("hops");
    int number = 0;
    boolean counted = true;
    for (View hop : hops) {
      number++;
      counted &= !hop.is("gap");
      table.row(counted ? Integer.toString(number) : "?", hop.text("name"),
          hop.is("answered") ? hop.text("rtt_s") + " s" : "unknown: silent", seen(hop),
          signal(hop, "there_"), signal(hop, "back_"), left(hop));
    }
    if (!hops.isEmpty()) {
      output.table(table);
    }
    if (!traced.text("note").isEmpty()) {
      output.line(Printable.of(traced.text("note")));
    }
    output.line(Printable.of(traced.text("node"))
        + (traced.is("reached") ? " answered" : " did not answer; try again, or see sheratan route list"));
    return traced.is("reached") ? ExitStatus.OK : ExitStatus.TIMEOUT;
  }

  private static String seen(View hop) {
    return hop.text("seen_s").isEmpty() ? "" : Amounts.duration(hop.number("seen_s")) + " ago";
  }

  private static String left(View hop) {
    return hop.text("hops_left").isEmpty()
        ? hop.is("answered") ? "no way known" : ""
        : hop.text("hops_left").equals("0") ? "there" : Amounts.count(hop.text("hops_left"), "hop");
  }

  private static String signal(View hop, String prefix) {
    return hop.text(prefix + "rssi_dbm").isEmpty()
        ? ""
        : hop.text(prefix + "rssi_dbm") + " dBm " + hop.text(prefix + "snr_db") + " dB";
  }
}
