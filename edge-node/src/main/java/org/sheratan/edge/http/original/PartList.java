package org.sheratan.edge.http.original;

import java.util.List;
import java.util.function.IntSupplier;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.kernel.Clock;

/** The services of the original's health page. It looks whether ports are open; these are the parts of a node. */
final class PartList {
  private static final String CORE = "core-api";

  private final Clock clock;
  private final IntSupplier port;

  /** @param port where this API listens */
  PartList(Clock clock, IntSupplier port) {
    this.clock = clock;
    this.port = port;
  }

  Json.Arr json(Answer.StatusReport report) {
    return new Json.Arr(List.of(
        part(CORE, "Core API", true, Json.Int.of(port.getAsInt()), "core", uptime(report.uptimeMs())),
        part("journal", "Journal", report.accepting(), JsonWords.NULL, "engine", ""),
        part("mesh", "Mesh", report.peers() > 0, JsonWords.NULL, "engine", ""),
        part("worker", "Worker", !report.card().capabilities().isEmpty(), JsonWords.NULL, "engine", "")));
  }

  private Json part(String id, String name, boolean active, Json where, String type, String uptime) {
    List<String> needs = id.equals(CORE) ? List.of() : List.of(CORE);
    return Json.Obj.EMPTY.with("id", id).with("name", name).with("status", active ? "active" : "down")
        .with("port", where).with("type", type).with("dependencies", JsonWords.texts(needs))
        .with("uptime", uptime.isEmpty() ? active ? "online" : "N/A" : uptime)
        .with("lastCheck", Words.time(clock.now().vouchedWallMs()));
  }

  private static String uptime(long ms) {
    long seconds = ms / 1000;
    return seconds / 3600 + "h " + seconds / 60 % 60 + "m " + seconds % 60 + "s";
  }
}
