package org.sheratan.edge.http.original;

import java.util.Arrays;
import java.util.Optional;

import org.sheratan.core.health.Baseline;
import org.sheratan.core.health.HealthView;
import org.sheratan.core.health.Metric;
import org.sheratan.core.health.Window;
import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Clock;

/** What is usual for the node, what is not, and its latest report about itself: under {@code /api/system} and {@code /api/why}. */
final class DiagnosisCalls {
  private static final String SYSTEM = "/api/system";
  private static final int MAX_LIMIT = 1_000;
  private static final int LIMIT = 100;

  private final NodeDesk desk;
  private final Clock clock;

  DiagnosisCalls(NodeDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  void addTo(Router router) {
    router.on("GET", SYSTEM + "/baselines", request -> answer(DiagnosisShape.baselines(view(), wallMs())))
        .on("GET", SYSTEM + "/diagnostic", request -> answer(DiagnosisShape.report(view())))
        .on("GET", SYSTEM + "/anomalies", request -> answer(anomalies(request)))
        .on("GET", WhyCalls.PATH + "/baselines", this::baselines)
        .on("GET", WhyCalls.PATH + "/diagnostics", this::diagnostics)
        .on("GET", WhyCalls.PATH + "/anomalies", request -> answer(anomalies(request).with("ok", true)));
  }

  private HttpResponse baselines(HttpRequest request) throws HttpRefusal {
    String asked = request.query().getOrDefault("metric", "");
    Window window = Words.window(request, Window.HOUR);
    HealthView view = view();
    if (asked.isEmpty()) {
      return answer(ok().with("baselines", DiagnosisShape.baselines(view, wallMs())));
    }
    Optional<Baseline> found = Arrays.stream(Metric.values())
        .filter(metric -> metric.word().equals(asked)).findFirst()
        .map(metric -> view.baselines().get(metric).get(window));
    return found.isEmpty()
        ? HttpResponse.json(404,
            Json.Obj.EMPTY.with("ok", false).with("error", "metric_not_found").with("metric", asked))
        : answer(ok().with("metric", asked).with("window", window.word()).with("baseline",
            DiagnosisShape.baseline(found.get(), wallMs())));
  }

  private HttpResponse diagnostics(HttpRequest request) throws HttpRefusal {
    Words.count(request, "limit", MAX_LIMIT, 1);
    HealthView view = view();
    return view.report().isEmpty()
        ? HttpResponse.json(404, Json.Obj.EMPTY.with("ok", false).with("error", "no_reports"))
        : answer(ok().with("latest_report", DiagnosisShape.report(view)).with("note",
            "the latest one is kept"));
  }

  private Json.Obj anomalies(HttpRequest request) throws HttpRefusal {
    int limit = Words.count(request, "limit", MAX_LIMIT, LIMIT);
    return DiagnosisShape.anomalies(view(), Words.window(request, Window.HOUR), limit, wallMs());
  }

  private static Json.Obj ok() {
    return Json.Obj.EMPTY.with("ok", true);
  }

  private static HttpResponse answer(Json.Obj json) {
    return HttpResponse.json(200, json);
  }

  private long wallMs() {
    return clock.now().vouchedWallMs();
  }

  private HealthView view() throws HttpRefusal {
    return desk.ask(new Command.ShowHealth(), Answer.HealthShown.class).health();
  }
}
