package org.sheratan.edge.http.radio;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.node.AirtimeJson;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.LongPoll;
import org.sheratan.edge.http.route.PacketLog;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.Router;
import org.sheratan.radio.link.Signal;

/** {@code /api/v1/packets}: frames as they come and go, waited for. */
public final class PacketPaths {
  static final int MAX_LIMIT = 256;
  static final long MAX_NUMBER = 999_999_999_999_999L;

  private final LongPoll polls;
  private final Optional<PacketLog> log;

  public PacketPaths(LongPoll polls, ApiParts parts) {
    this.polls = polls;
    this.log = parts.packets();
  }

  public void addTo(Router router) {
    router.on(RadioOperations.PACKETS, this::list);
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    PacketLog packets = log.orElseThrow(() -> new HttpRefusal(
        Problem.of(404, "no-packets", "This node has no links of its own",
            "a simulated node sends no packets")));
    long after = query.text("after").isPresent()
        ? query.number("after", 0, MAX_NUMBER, 0)
        : packets.begin();
    int limit = (int) query.number("limit", 1, MAX_LIMIT, MAX_LIMIT);
    PacketLog.Page page = polls.await(() -> packets.after(after, limit), seen -> !seen.packets().isEmpty(),
        polls.waitMs(query));
    List<Json> shapes = page.packets().stream().<Json>map(PacketPaths::shape).toList();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("packets", new Json.Arr(shapes))
        .with("next", JsonWords.number(page.next())).with("missed", JsonWords.number(page.missed())));
  }

  private static Json.Obj shape(PacketLog.Packet packet) {
    Json.Obj object = Json.Obj.EMPTY.with("number", JsonWords.number(packet.number()))
        .with("at", JsonWords.time(packet.at().wallMs()))
        .with("mono_s", JsonWords.seconds(packet.at().monoMs()))
        .with("link", packet.link()).with("sent", packet.sent())
        .with("rssi_dbm", packet.signal().map(Signal::rssiDbm).map(JsonWords::number).orElse(JsonWords.NULL))
        .with("snr_db",
            packet.signal().<Json>map(signal -> new Json.Real(signal.snrDb())).orElse(JsonWords.NULL))
        .with("hex", packet.frame().toHex()).with("frame", FrameJson.of(packet.frame()));
    Optional<Json> airtime = packet.tuned()
        .map(radio -> AirtimeJson.micros(radio.airtimeMicros(packet.frame().length())));
    return object.with("airtime_s", airtime.orElse(JsonWords.NULL)).with("tuned",
        packet.tuned().<Json>map(RadioJson::transmitter).orElse(JsonWords.NULL));
  }
}
