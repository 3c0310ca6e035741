package org.sheratan.edge.cli.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.sheratan.core.json.Json;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.NodeId;

/** What went over the links, in a line each, what the mesh made of it, and what others made wrong. */
final class TrafficReport {
  /** In words what the API counts, in the order in which it is said. */
  private static final SortedMap<String, String> UNUSUAL = new TreeMap<>(Map.of("came_round",
      "came round", "expired", "expired while kept here for others", "refused", "refused", "unopened",
      "sealed for a session that is gone", "withheld", "answers withheld to spare airtime"));
  private static final SortedMap<String, String> FORGED = new TreeMap<>(Map.of("group_forgeries",
      "forged in groups", "roll_forgeries", "rolls forged in this node's name", "rolls_replayed",
      "old rolls said again"));

  private TrafficReport() {}

  /** @param status as the API gives it; parts that an older node does not know are left out */
  static List<String> lines(View status) {
    List<String> lines = new ArrayList<>();
    for (View link : status.objects("links")) {
      lines.add(
          "link       " + Printable.of(link.text("name")) + ": " + link.text("frames_in") + " frames in, "
              + link.text("sent") + " out, dropped " + figures(link, "dropped"));
    }
    status.object("traffic").ifPresent(traffic -> {
      lines.add(
          "mesh       " + traffic.text("delivered") + " arrived for this node, " + traffic.text("relayed")
              + " relayed; " + traffic.text("retries") + " sent again, " + traffic.text("duplicates")
              + " came again" + some(traffic, UNUSUAL));
      wrong(traffic).ifPresent(lines::add);
    });
    return lines;
  }

  private static Optional<String> wrong(View traffic) {
    boolean charged = traffic.object("charged").map(by -> !by.json().fields().isEmpty()).orElse(false);
    String forged = some(traffic, FORGED);
    return charged || traffic.number("malformed_messages") > 0 || !forged.isEmpty()
        ? Optional.of("wrong      " + traffic.text("malformed_messages")
            + " messages of peers; frames of neighbors: " + figures(traffic, "charged") + forged)
        : Optional.empty();
  }

  /** Those that there are any of. */
  private static String some(View traffic, SortedMap<String, String> named) {
    return named.entrySet().stream().filter(each -> traffic.number(each.getKey()) > 0)
        .map(each -> "; " + traffic.text(each.getKey()) + " " + each.getValue())
        .collect(Collectors.joining());
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
