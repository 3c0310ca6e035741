package org.sheratan.edge.http.radio;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.LongPoll;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.edge.http.route.Router;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.link.lora.LoraTrial;
import org.sheratan.radio.link.lora.SelfTestReport;

/** {@code /api/v1/radio/selftest}. */
public final class SelfTestPath {
  /** More than the radio's test of itself takes. */
  private static final long TEST_MS = 90_000;

  private final LongPoll polls;
  private final Optional<RadioGate> radio;

  public SelfTestPath(LongPoll polls, ApiParts parts) {
    this.polls = polls;
    this.radio = parts.radio();
  }

  public void addTo(Router router) {
    router.on(RadioOperations.SELF_TEST, this::run);
  }

  private HttpResponse run(HttpRequest request) throws HttpRefusal {
    boolean transmit = Fields.of(JsonReader.readObject(request.body())).only(List.of("transmit"))
        .bool("transmit", false);
    RadioGate gate = RadioPaths.present(radio);
    request.room().waits();
    LoraTrial trial = TrialPaths.begun(gate.beginSelfTest(transmit));
    SelfTestReport report = polls
        .await(() -> gate.selfTest(trial.token()), Optional::isPresent, TEST_MS)
        .orElseThrow(() -> new HttpRefusal(
            Problem.of(504, "timeout", "No answer in time", "the radio goes on testing itself")
                .fix("sheratan radio show")));
    polls.await(gate::state, state -> !(state instanceof LoraState.Starting), TrialPaths.READY_MS);
    return HttpResponse.json(200, json(report));
  }

  private static Json.Obj json(SelfTestReport report) {
    List<Json> shapes = report.checks().stream()
        .<Json>map(check -> Json.Obj.EMPTY.with("check", check.name())
            .with("result", check.result().name().toLowerCase(Locale.ROOT)).with("why", check.why()))
        .toList();
    return Json.Obj.EMPTY.with("passed", report.passed()).with("checks", new Json.Arr(shapes));
  }
}
