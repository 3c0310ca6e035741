package org.sheratan.edge.http.node;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.TraceHop;
import org.sheratan.core.node.WayReply;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.LinkView;
import org.sheratan.radio.mesh.Neighbor;
import org.sheratan.radio.mesh.Route;

/** The API's shapes of the mesh around a node: what was measured, and null where nothing was. */
public final class SurveyJson {
  private static final double MILLI = 1_000;
  private static final int PERMILLE_PER_PERCENT = 10;

  private SurveyJson() {}

  /** @param charged how often each neighbor sealed what breaks the protocol, by key in hex */
  public static Json.Obj neighbor(Neighbor neighbor, Map<String, Long> charged, NodeNames names, long nowMs) {
    Json.Obj object = Json.Obj.EMPTY.with("id", neighbor.id().toHex()).with("name", names.of(neighbor.id()))
        .with("link", neighbor.link()).with("endpoint", neighbor.endpoint()).with("proven", neighbor.proven())
        .with("state", state(neighbor, names))
        .with("seen_s", JsonWords.seconds(Math.max(0, nowMs - neighbor.lastHeardMs())));
    return signal(object, "", neighbor.signal())
        .with("heard_percent", percent(neighbor.heardPermille()))
        .with("answered_percent", percent(neighbor.answeredPermille()))
        .with("rtt_s", neighbor.roundTripMs().map(JsonWords::seconds).orElse(JsonWords.NULL))
        .with("charged", JsonWords.number(charged.getOrDefault(neighbor.id().toHex(), 0L)))
        .with("refused", JsonWords.number(neighbor.refused()))
        .with("lost", JsonWords.number(neighbor.lost())).with("passed_by", neighbor.passedBy())
        .with("throttled_s",
            neighbor.throttledUntilMs() > nowMs
                ? JsonWords.seconds(neighbor.throttledUntilMs() - nowMs)
                : JsonWords.NULL);
  }

  private static String state(Neighbor neighbor, NodeNames names) {
    if (neighbor.blocked()) {
      return names.revoked(neighbor.id()) ? "revoked" : "blocked";
    }
    return neighbor.proven() ? "proven" : "announces_only";
  }

  /**
   * @param best of all ways to that node
   * @param state of that node; null where it is not known any more
   */
  public static Json.Obj route(Route route, boolean best, Json state, NodeNames names, long nowMs) {
    return Json.Obj.EMPTY.with("to_id", route.to().toHex()).with("to", names.of(route.to()))
        .with("via_id", route.via().toHex()).with("via", names.of(route.via())).with("hops", route.hops())
        .with("cost", new Json.Real(route.costMilli() / MILLI)).with("best", best).with("state", state)
        .with("seen_s", JsonWords.seconds(Math.max(0, nowMs - route.heardMs())));
  }

  static Json.Obj link(LinkView link) {
    return Json.Obj.EMPTY.with("name", link.profile().name()).with("mtu_bytes", link.profile().mtuBytes())
        .with("bits_per_second", JsonWords.number(link.profile().bitsPerSecond()))
        .with("rtt_s", JsonWords.seconds(link.profile().roundTripMs()))
        .with("shared", !link.profile().addressed()).with("half_duplex", link.profile().halfDuplex())
        .with("duty_percent", percent(OptionalInt.of(link.profile().dutyPermille())))
        .with("wait_s", JsonWords.seconds(link.waitMs()));
  }

  public static Json.Obj traced(Answer.Traced traced, NodeNames names) {
    return Json.Obj.EMPTY.with("node_id", traced.destination().toHex())
        .with("node", names.of(traced.destination())).with("reached", traced.reached())
        .with("note", JsonWords.text(traced.note()))
        .with("hops", new Json.Arr(traced.hops().stream().<Json>map(hop -> hop(hop, names)).toList()));
  }

  /** {@code seen_s} is how long before the end of the trace; of a silent node by the word of the one before. */
  private static Json.Obj hop(TraceHop hop, NodeNames names) {
    Json.Obj object = Json.Obj.EMPTY.with("id", hop.node().toHex()).with("name", names.of(hop.node()))
        .with("answered", hop.reply().isPresent()).with("gap", hop.gap())
        .with("seen_s", hop.seenBeforeMs().map(JsonWords::seconds).orElse(JsonWords.NULL));
    return reply(object, hop.reply());
  }

  public static Json.Obj reply(Json.Obj object, Optional<WayReply> reply) {
    Json.Obj timed = object
        .with("rtt_s", reply.map(known -> JsonWords.seconds(known.roundTripMs())).orElse(JsonWords.NULL))
        .with("hops_left", reply.filter(known -> known.report().hops().isPresent())
            .map(known -> JsonWords.number(known.report().hops().getAsInt())).orElse(JsonWords.NULL));
    return signal(signal(timed, "there_", reply.flatMap(known -> known.report().signal())), "back_",
        reply.flatMap(WayReply::signal));
  }

  private static Json.Obj signal(Json.Obj object, String prefix, Optional<Signal> signal) {
    return object
        .with(prefix + "rssi_dbm",
            signal.map(heard -> JsonWords.number(heard.rssiDbm())).orElse(JsonWords.NULL))
        .with(prefix + "snr_db", signal
            .<Json>map(heard -> new Json.Real(Math.round(heard.snrDb() * PERMILLE_PER_PERCENT) / 10.0))
            .orElse(JsonWords.NULL));
  }

  private static Json percent(OptionalInt permille) {
    return permille.isEmpty()
        ? JsonWords.NULL
        : new Json.Real(permille.getAsInt() / (double) PERMILLE_PER_PERCENT);
  }
}
