package org.sheratan.edge.console.report;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

/** {@code ping}, {@code trace}, {@code range echo} and {@code net}. */
public final class TravelReport {
  /** An id or a name, then how often. */
  private static final int COUNT_AT = 1;
  private static final int PING_S = 10;
  private static final int TRACE_S = 60;
  private static final int ECHO_S = 3_600;

  private TravelReport() {}

  /** One line a try that came back; the last line counts them. */
  public static List<String> ping(Facts facts, List<String> arguments) throws CommandFailure {
    int count = Arguments.count(arguments, COUNT_AT);
    List<String> lines = new ArrayList<>();
    for (double roundTripS : roundTrips(facts, arguments.getFirst(), count)) {
      lines.add("back after " + Amounts.duration(roundTripS));
    }
    lines.add(count + " sent, " + lines.size() + " came back");
    return lines;
  }

  /** How long each try that came back was away, seconds. */
  static List<Double> roundTrips(Facts facts, String node, int count) throws CommandFailure {
    List<Double> roundTrips = new ArrayList<>();
    for (int sent = 0; sent < count; sent++) {
      try {
        roundTrips.add(facts.asker()
            .post("/api/v1/ping", Json.Obj.EMPTY.with("node", node).with("timeout_s", PING_S))
            .number("rtt_s"));
      } catch (CommandFailure failed) {
        if (failed.exit() != ExitStatus.TIMEOUT) {
          throw failed;
        }
      }
    }
    return roundTrips;
  }

  public static List<String> trace(Facts facts, List<String> arguments) throws CommandFailure {
    View traced = facts.asker().post("/api/v1/traceroute",
        Json.Obj.EMPTY.with("node", Arguments.node(arguments)).with("timeout_s", TRACE_S));
    Table table = new Table("HOP", "NODE", "ANSWER", "SIGNAL THERE", "SIGNAL BACK");
    int number = 0;
    for (View hop : traced.objects("hops")) {
      number++;
      table.row(Integer.toString(number), hop.text("name"),
          hop.is("answered") ? hop.text("rtt_s") + " s" : "unknown: silent", signal(hop, "there_"),
          signal(hop, "back_"));
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (!traced.text("note").isEmpty()) {
      lines.add(traced.text("note"));
    }
    lines.add(traced.text("node") + (traced.is("reached") ? " answered" : " did not answer"));
    return lines;
  }

  /** Makes this node the far end of a range test. */
  public static List<String> echo(Facts facts, List<String> none) throws CommandFailure {
    facts.asker().post("/api/v1/echo", Json.Obj.EMPTY.with("for_s", ECHO_S));
    return List.of("every probe is answered for " + Amounts.duration(ECHO_S)
        + ", as far as duty cycle and queue allow");
  }

  /** The links, the best way to everyone, then how other machines come in; {@code net lan on} lets them. */
  public static List<String> net(Facts facts, List<String> arguments) throws CommandFailure {
    if (!arguments.isEmpty()) {
      return LanReport.set(facts, arguments);
    }
    Table links = new Table("LINK", "STATE", "WHY");
    facts.asker().get("/api/v1/links").objects("links")
        .forEach(
            link -> links.row(link.text("name"), link.text("state").replace('_', ' '), link.text("why")));
    Table nodes = new Table("NODE", "STATE", "HOPS", "VIA", "SEEN");
    List<View> known = facts.asker().get("/api/v1/nodes").objects("nodes");
    known.forEach(node -> nodes.row(node.textOr("name", node.text("short_name")),
        node.text("state").replace('_', ' '), node.text("hops"), node.text("via"),
        node.text("seen_s").isEmpty() ? "" : Amounts.duration(node.number("seen_s"))));
    List<String> lines = new ArrayList<>(links.lines());
    lines.addAll(known.isEmpty() ? List.of("no other node is known yet") : nodes.lines());
    lines.addAll(LanReport.lines(facts.asker().get("/api/v1/status")));
    return lines;
  }

  private static String signal(View hop, String prefix) {
    return hop.text(prefix + "rssi_dbm").isEmpty()
        ? ""
        : hop.text(prefix + "rssi_dbm") + " dBm " + hop.text(prefix + "snr_db") + " dB";
  }
}
