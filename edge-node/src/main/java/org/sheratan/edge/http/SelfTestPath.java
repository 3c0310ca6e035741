package org.sheratan.edge.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;

/** {@code /api/v1/radio/selftest}. */
final class SelfTestPath {
  private final LongPoll polls;
  private final Optional<RadioGate> radio;

  SelfTestPath(LongPoll polls, ApiParts parts) {
    this.polls = polls;
    this.radio = parts.radio();
  }

  void addTo(Router router) {
    router.on("POST", "/api/v1/radio/selftest", this::run);
  }

  private HttpResponse run(HttpRequest request) throws HttpRefusal {
    boolean transmit = Fields.of(JsonReader.readObject(request.body())).only(List.of("transmit"))
        .bool("transmit", false);
    RadioGate gate = RadioPaths.present(radio);
    if (gate.trial().isPresent()) {
      throw new HttpRefusal(Problem.of(409, "conflict", "In conflict with what is here already",
          "the radio follows other settings for a while").fix("sheratan radio set --revert"));
    }
    List<SelfTest.Check> checks = new SelfTest(gate, polls).run(transmit);
    List<Json> shapes = new ArrayList<>();
    checks.forEach(check -> shapes.add(Json.Obj.EMPTY.with("check", check.name())
        .with("result", check.result().name().toLowerCase(Locale.ROOT)).with("why", check.why())));
    boolean passed = checks.stream().noneMatch(check -> check.result() == SelfTest.Result.FAIL);
    return HttpResponse.json(200,
        Json.Obj.EMPTY.with("passed", passed).with("checks", new Json.Arr(shapes)));
  }
}
