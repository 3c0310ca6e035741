package org.sheratan.edge.cli.radio;

import java.util.List;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = {"List who is heard directly, as measured; - is not measured.",
    "HEARD: of its frames to us, so many came. ANSWERED: of our tries, so many were acknowledged in time.",
    "CHARGED: frames of it that broke the protocol. REFUSED: what it brought beyond its bounds. LOST: tries it took",
    "for others that never answered. Throttled: it brought too many identities, and now may bring few. Passed by: for",
    "what it lost, messages to some nodes go another way if there is one. Exit status 4 when nobody is heard."}, footer = {
        "",
        "Example:", "  sheratan neighbor list"})
public final class NeighborListCommand extends AskingCommand {
  public NeighborListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get("/api/v1/neighbors", session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    List<View> neighbors = answer.objects("neighbors");
    Table table = new Table("NAME", "LINK", "SEEN", "RSSI", "SNR", "HEARD", "ANSWERED", "ROUND TRIP",
        "CHARGED", "REFUSED",
        "LOST", "STATE");
    for (View neighbor : neighbors) {
      table.row(neighbor.text("name"), neighbor.text("link"), Amounts.duration(neighbor.number("seen_s")),
          unit(neighbor, "rssi_dbm", " dBm"), unit(neighbor, "snr_db", " dB"),
          unit(neighbor, "heard_percent", " %"), unit(neighbor, "answered_percent", " %"),
          unit(neighbor, "rtt_s", " s"), neighbor.text("charged"), neighbor.text("refused"),
          neighbor.text("lost"),
          state(neighbor));
    }
    if (neighbors.isEmpty()) {
      output.hint("nobody is heard directly; see ", "sheratan link list");
      return ExitStatus.NOT_FOUND;
    }
    output.table(table);
    return ExitStatus.OK;
  }

  /** With what follows from what it did. */
  private static String state(View of) {
    String state = of.text("state").replace('_', ' ');
    state += of.text("throttled_s").isEmpty() ? "" : ", throttled";
    return of.number("passed_by") > 0 ? state + ", passed by" : state;
  }

  private static String unit(View of, String name, String unit) {
    return of.text(name).isEmpty() ? "" : of.text(name) + unit;
  }
}
