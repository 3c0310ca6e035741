package org.sheratan.edge.cli.node;

import java.util.List;
import java.util.Optional;

import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

/** How other machines come in, as lines for people. */
final class LanLines {
  private LanLines() {}

  /** Nothing of a node that lets nobody in. */
  static List<String> of(Optional<View> lan) {
    return switch (lan.map(known -> known.text("state")).orElse("")) {
      case "listening" -> List.of("lan        " + Printable.of(lan.get().text("address")),
          "SHA-256    " + lan.get().text("fingerprint"));
      case "held" -> List.of("lan        held: " + Printable.of(lan.get().text("why")));
      default -> List.of();
    };
  }
}
