package org.sheratan.edge.cli.node;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.Printable;
import org.sheratan.edge.cli.shell.View;
import org.sheratan.kernel.NodeId;

/** What went over the links, in a line each, and a line for what peers made wrong where there is any. */
final class TrafficReport {
  private TrafficReport() {}

  /** @param status as the API gives it; parts that an older node does not know are left out */
  static List<String> lines(View status) {
    List<String> lines = new ArrayList<>();
    for (View link : status.objects("links")) {
      lines.add(
          "link       " + Printable.of(link.text("name")) + ": " + link.text("frames_in") + " frames in, "
              + link.text("sent") + " out, dropped " + figures(link, "dropped"));
    }
    View traffic = status.object("traffic").orElse(new View(Json.Obj.EMPTY));
    boolean charged = traffic.object("charged").map(by -> !by.json().fields().isEmpty()).orElse(false);
    if (charged || traffic.number("malformed_messages") > 0) {
      lines.add(
          "wrong      " + traffic.text("malformed_messages") + " messages of peers; frames of neighbors: "
              + figures(traffic, "charged"));
    }
    return lines;
  }

  /** Neighbors go by their ids. */
  private static String label(String name) {
    return name.matches("[0-9a-f]{64}")
        ? NodeId.parse(name).shortName()
        : Printable.of(name.replace('_', ' '));
  }

  private static String figures(View of, String name) {
    View counts = of.object(name).orElse(new View(Json.Obj.EMPTY));
    List<String> some = counts.json().fields().keySet().stream().filter(each -> counts.number(each) > 0)
        .map(each -> counts.text(each) + " " + label(each)).toList();
    return some.isEmpty() ? "nothing" : String.join(", ", some);
  }
}
