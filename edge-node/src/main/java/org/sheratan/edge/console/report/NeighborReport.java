package org.sheratan.edge.console.report;

import java.util.List;

import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

/** {@code neighbors}: who is heard directly, within 80 columns. */
public final class NeighborReport {
  private NeighborReport() {}

  public static List<String> lines(Facts facts, List<String> none) throws CommandFailure {
    List<View> neighbors = facts.asker().get("/api/v1/neighbors").objects("neighbors");
    if (neighbors.isEmpty()) {
      return List.of("nobody is heard directly");
    }
    Table table = new Table("NAME", "LINK", "SEEN", "RSSI", "SNR", "HEARD", "STATE");
    for (View each : neighbors) {
      table.row(each.text("name"), each.text("link"), Amounts.duration(each.number("seen_s")),
          unit(each, "rssi_dbm", " dBm"), unit(each, "snr_db", " dB"), unit(each, "heard_percent", " %"),
          each.text("state").replace('_', ' '));
    }
    return table.lines();
  }

  private static String unit(View of, String name, String unit) {
    return of.text(name).isEmpty() ? "" : of.text(name) + unit;
  }
}
