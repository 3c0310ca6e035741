package org.sheratan.edge.http.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.LinkCounts;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.mesh.LinkView;
import org.sheratan.radio.mesh.MeshCounters;

/** The API's shape of every link: what the mesh knows of it, what it counted, and why it is down. */
public final class LinkJson {
  private LinkJson() {}

  static List<Json> all(List<LinkView> up, LinkCounts counts, MeshCounters mesh, Optional<RadioGate> radio,
      long nowMs) {
    Map<String, Json.Obj> links = new TreeMap<>();
    for (Json counted : TrafficJson.links(counts, mesh).items()) {
      Json.Obj figures = (Json.Obj) counted;
      if (figures.get("name") instanceof Json.Text(String name)) {
        links.put(name, figures.with("state", "down").with("why", JsonWords.NULL));
      }
    }
    for (LinkView view : up) {
      Json.Obj known = links.getOrDefault(view.profile().name(), Json.Obj.EMPTY);
      for (Map.Entry<String, Json> field : up(view, radio, nowMs).fields().entrySet()) {
        known = known.with(field.getKey(), field.getValue());
      }
      links.put(view.profile().name(), known);
    }
    radio.ifPresent(
        gate -> links.computeIfPresent(gate.plan().name(), (name, link) -> why(link, gate, nowMs)));
    return new ArrayList<>(links.values());
  }

  /** What the mesh knows of a link; by a radio that may only receive nothing leaves. */
  public static Json.Obj up(LinkView view, Optional<RadioGate> radio, long nowMs) {
    Optional<RadioGate> behind = radio.filter(gate -> gate.plan().name().equals(view.profile().name()));
    Json.Obj link = AnnounceJson.next(SurveyJson.link(view), view, behind, nowMs).with("state", "up")
        .with("why", JsonWords.NULL);
    return behind.map(gate -> why(link, gate, nowMs)).orElse(link);
  }

  /** With what the radio behind it says of itself. */
  private static Json.Obj why(Json.Obj link, RadioGate radio, long nowMs) {
    return switch (radio.state()) {
      case LoraState.Starting starting -> link.with("state", "starting");
      case LoraState.Up up when up.conformance() instanceof Breach breach ->
        link.with("state", "receive_only").with("why", breach.message());
      case LoraState.Up up -> link;
      case LoraState.Down down -> link.with("state", "down").with("why", down.why()).with("retry_s",
          down.retryMs().map(ms -> JsonWords.seconds(Math.max(0, ms - nowMs))).orElse(JsonWords.NULL));
    };
  }
}
