package org.sheratan.edge.console.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.edge.tls.CertificateFingerprint;

/** Whether other machines may come in, and by which certificate they know that it is this node. */
final class LanReport {
  private LanReport() {}

  /** @param status the node's; nothing to say of one without an API */
  static List<String> lines(View status) {
    Optional<View> lan = status.object("lan");
    return switch (lan.map(known -> known.text("state")).orElse("")) {
      case "listening" -> listening(lan.get());
      case "held" -> List.of(Mark.HELD.line("lan", lan.get().text("why")
          + (lan.get().text("fix").isEmpty() ? "" : " → " + ConsoleHint.of(lan.get().text("fix")))));
      case "off" -> List.of(Mark.HELD.line("lan", "off: the page is for this machine only → 'net lan on'"));
      default -> List.of();
    };
  }

  private static List<String> listening(View lan) {
    List<String> lines = new ArrayList<>(List.of(Mark.OK.line("lan", lan.text("address"))));
    CertificateFingerprint.parse(lan.text("fingerprint")).lines()
        .forEach(half -> lines.add(Mark.OK.line("SHA-256", half)));
    return lines;
  }

  /** Where guests of a network of our own find the page, as long as others may come in. */
  static Optional<String> pageAt(View status, String address) {
    return status.object("lan").filter(lan -> lan.text("state").equals("listening"))
        .map(lan -> "https://" + address + lan.text("address").replaceFirst(".*(:\\d+)$", "$1"));
  }

  /** @param arguments {@code lan on} or {@code lan off} */
  static List<String> set(Facts facts, List<String> arguments) throws CommandFailure {
    boolean on = arguments.equals(List.of("lan", "on"));
    if (!on && !arguments.equals(List.of("lan", "off"))) {
      throw new CommandFailure(ExitStatus.USAGE, "say lan on or lan off", "net lan on");
    }
    View lan = facts.asker().post("/api/v1/lan", Json.Obj.EMPTY.with("on", on));
    return on
        ? lines(new View(Json.Obj.EMPTY.with("lan", lan.json())))
        : List.of("other machines are not let in any more");
  }
}
