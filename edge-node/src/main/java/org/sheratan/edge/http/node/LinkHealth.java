package org.sheratan.edge.http.node;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.LinkCounts;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.kernel.Clock;
import org.sheratan.radio.link.lora.LoraState;

/** Whether the links let the node do all it is set up for; reads what {@code link list} shows. */
public final class LinkHealth {
  private final LinkCounts counts;
  private final Optional<RadioGate> radio;
  private final Clock clock;

  public LinkHealth(ApiParts parts) {
    this.counts = parts.links();
    this.radio = parts.radio();
    this.clock = parts.clock();
  }

  public List<Json> links(NodeDesk desk, Answer.StatusReport status) throws HttpRefusal {
    Answer.Links up = desk.ask(new Command.ListLinks(), Answer.Links.class);
    return LinkJson.all(up.links(), counts, status.traffic(), radio, clock.now().monoMs());
  }

  /** What is missing, and the command that shows more; null when nothing is. A link beside others may be down. */
  Json degraded(NodeDesk desk, Answer.StatusReport status) throws HttpRefusal {
    if (radio.isPresent() && radio.get().state() instanceof LoraState.Down down) {
      String advice = down.fault().map(fault -> "; " + fault.advice()).orElse("");
      return shape(radio.get().plan().name() + " is down: " + down.why() + advice, "sheratan radio show");
    }
    Optional<String> airtime = radio.flatMap(RadioGate::airtimeTrouble);
    if (airtime.isPresent()) {
      return shape(radio.get().plan().name() + " may not send: " + airtime.get(), "sheratan radio airtime");
    }
    List<Json> links = links(desk, status);
    boolean none = !links.isEmpty() && links.stream()
        .allMatch(link -> link instanceof Json.Obj known && new Json.Text("down").equals(known.get("state")));
    return none ? shape("no link is up", "sheratan link list") : JsonWords.NULL;
  }

  /** Of the radio's hour; null without one. */
  Json airtime() {
    return radio.<Json>map(gate -> AirtimeJson.hour(Json.Obj.EMPTY.with("link", gate.plan().name()), gate))
        .orElse(JsonWords.NULL);
  }

  private static Json shape(String why, String fix) {
    return Json.Obj.EMPTY.with("why", why).with("fix", fix);
  }
}
