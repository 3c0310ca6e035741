package org.sheratan.edge.http.radio;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.node.AirtimeJson;
import org.sheratan.edge.http.node.LinkHealth;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.lora.LoraState;

/** {@code /api/v1/radio} and below, and {@code /api/v1/links}. */
public final class RadioPaths {
  static final Problem NONE = Problem
      .of(404, "no-radio", "This node has no radio", "[radio] board is \"none\"")
      .fix("set [radio] board in sheratan.toml and restart the node");
  static final int MAX_BYTES = 255;
  static final int DEFAULT_BYTES = 40;

  private final NodeDesk desk;
  private final Optional<RadioGate> radio;
  private final LinkHealth health;
  private final Clock clock;

  public RadioPaths(NodeDesk desk, ApiParts parts) {
    this.desk = desk;
    this.radio = parts.radio();
    this.health = new LinkHealth(parts);
    this.clock = parts.clock();
  }

  public void addTo(Router router) {
    router.on(RadioOperations.SHOW, request -> show()).on(RadioOperations.AIRTIME, this::airtime)
        .on(RadioOperations.NOISE, request -> noise()).on(RadioOperations.LINKS, request -> links());
  }

  private HttpResponse show() throws HttpRefusal {
    return HttpResponse.json(200, RadioJson.radio(radio(), clock.now().monoMs()));
  }

  private HttpResponse airtime(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    int bytes = (int) query.number("bytes", 1, MAX_BYTES, DEFAULT_BYTES);
    Priority priority = query.text("priority").map(RadioPaths::priority).orElse(Priority.NORMAL);
    RadioGate gate = radio();
    Optional<Long> airtimeMicros = gate.state() instanceof LoraState.Up up
        && bytes <= up.transmitter().maxFrameBytes()
            ? Optional.of(up.transmitter().airtimeMicros(bytes))
            : Optional.empty();
    Json.Obj when = RadioJson.sendTime(gate.earliest(bytes, priority), airtimeMicros, clock.now().monoMs())
        .with("bytes", bytes).with("priority", JsonWords.word(priority))
        .with("airtime_trouble", JsonWords.text(gate.airtimeTrouble()));
    return HttpResponse.json(200, AirtimeJson.hour(when, gate));
  }

  private HttpResponse noise() throws HttpRefusal {
    return HttpResponse.json(200, Json.Obj.EMPTY.with("noise_dbm", RadioJson.noise(radio())));
  }

  private HttpResponse links() throws HttpRefusal {
    List<Json> shapes = health.links(desk, desk.ask(new Command.Status(), Answer.StatusReport.class));
    return HttpResponse.json(200, Json.Obj.EMPTY.with("links", new Json.Arr(shapes)));
  }

  private RadioGate radio() throws HttpRefusal {
    return present(radio);
  }

  static RadioGate present(Optional<RadioGate> radio) throws HttpRefusal {
    return radio.orElseThrow(() -> new HttpRefusal(NONE));
  }

  private static Priority priority(String word) {
    for (Priority priority : Priority.values()) {
      if (JsonWords.word(priority).equals(word)) {
        return priority;
      }
    }
    throw new MalformedException("priority", MalformedException.NO_OFFSET,
        "expected bulk, normal, high or emergency");
  }
}
