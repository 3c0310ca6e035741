package org.sheratan.edge.http.node;

import java.util.SortedMap;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.LinkCounts;
import org.sheratan.radio.mesh.MeshCounters;

/** The API's shapes of what mesh and links have counted. */
final class TrafficJson {
  private TrafficJson() {}

  static Json.Obj traffic(MeshCounters mesh, long malformedMessages) {
    return Json.Obj.EMPTY.with("frames_in", JsonWords.number(mesh.framesIn()))
        .with("frames_out", JsonWords.number(mesh.framesOut()))
        .with("announces_relayed", JsonWords.number(mesh.announcesRelayed()))
        .with("retries", JsonWords.number(mesh.retries()))
        .with("duplicates", JsonWords.number(mesh.duplicates()))
        .with("delivered", JsonWords.number(mesh.delivered()))
        .with("relayed", JsonWords.number(mesh.relayed())).with("refused", JsonWords.number(mesh.refused()))
        .with("expired", JsonWords.number(mesh.expired())).with("unopened", JsonWords.number(mesh.unopened()))
        .with("handshakes", JsonWords.number(mesh.handshakes()))
        .with("group_frames_relayed", JsonWords.number(mesh.groupFramesRelayed()))
        .with("group_forgeries", JsonWords.number(mesh.groupForgeries()))
        .with("came_round", JsonWords.number(mesh.cameRound()))
        .with("rolls_replayed", JsonWords.number(mesh.rollsReplayed()))
        .with("roll_forgeries", JsonWords.number(mesh.rollForgeries()))
        .with("withheld", JsonWords.number(mesh.withheld())).with("neighbors", mesh.neighbors())
        .with("custody", mesh.custody()).with("outbox", mesh.outbox())
        .with("charged", counts(mesh.chargedToNeighbor()))
        .with("malformed_messages", JsonWords.number(malformedMessages));
  }

  /** One for each link; {@code malformed} among the dropped counts what the mesh could not read as well. */
  static Json.Arr links(LinkCounts links, MeshCounters mesh) {
    return new Json.Arr(links.byLink().entrySet().stream().<Json>map(link -> {
      LinkCounts.Figures figures = link.getValue();
      long malformed = figures.dropped().getOrDefault("malformed", 0L)
          + mesh.malformedByLink().getOrDefault(link.getKey(), 0L);
      return Json.Obj.EMPTY.with("name", link.getKey())
          .with("frames_in", JsonWords.number(figures.framesIn()))
          .with("sent", JsonWords.number(figures.sent()))
          .with("dropped", counts(figures.dropped()).with("malformed", JsonWords.number(malformed)))
          .with("ignored", counts(figures.ignored()));
    }).toList());
  }

  private static Json.Obj counts(SortedMap<String, Long> counts) {
    Json.Obj object = Json.Obj.EMPTY;
    for (var count : counts.entrySet()) {
      object = object.with(count.getKey(), JsonWords.number(count.getValue()));
    }
    return object;
  }
}
