package org.sheratan.edge.http.original;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.relay.Relay;
import org.sheratan.edge.relay.WorkerBook;
import org.sheratan.kernel.Clock;

/** {@code /api/mesh/workers}: workers outside of this process. */
final class WorkerCalls {
  private static final String PATH = "/api/mesh/workers";
  private static final List<String> MEMBERS = List.of("worker_id", "capabilities", "status", "endpoint",
      "meta");
  private static final int NAME_CHARS = 128;
  private static final int ENDPOINT_CHARS = 512;
  private static final int META_BYTES = 2 * 1024;
  private static final long MAX_COST = 1_000_000_000;
  private static final int RETRY_S = 60;

  private final Relay relay;
  private final Clock clock;

  WorkerCalls(Relay relay, Clock clock) {
    this.relay = relay;
    this.clock = clock;
  }

  void addTo(Router router) {
    router.on("GET", PATH, this::list).on("POST", PATH + "/register", this::register);
  }

  private HttpResponse register(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(MEMBERS);
    String id = fields.text("worker_id", NAME_CHARS);
    SortedMap<String, Long> costs = new TreeMap<>();
    for (Fields capability : fields.objects("capabilities", WorkerBook.MAX_KINDS)) {
      costs.put(capability.only(List.of("kind", "cost")).text("kind", NAME_CHARS),
          capability.integer("cost", 0, MAX_COST));
    }
    Json.Obj meta = Words.object(fields, "meta");
    if (CanonicalJson.bytes(meta).length() > META_BYTES) {
      throw fields.malformed("meta", "more than " + META_BYTES + " bytes of JSON");
    }
    WorkerBook.Entry entry = new WorkerBook.Entry(id, costs,
        fields.optionalText("status", NAME_CHARS).orElse(WorkerBook.ONLINE),
        fields.optionalText("endpoint", ENDPOINT_CHARS), meta);
    if (!relay.workers().onRegister(entry, clock.now().monoMs())) {
      throw new HttpRefusal(Problem.of(429, "busy", "Too many workers",
          WorkerBook.MAX_WORKERS + " workers are known here").retryAfter(RETRY_S));
    }
    String message = relay.tool().isPresent()
        ? "registered"
        : "registered; this node gives no jobs to workers outside, [tool.relay] kinds is empty";
    return HttpResponse.json(200,
        Json.Obj.EMPTY.with("ok", true).with("worker_id", id).with("message", message));
  }

  private HttpResponse list(HttpRequest request) {
    long wallMs = clock.now().vouchedWallMs();
    return HttpResponse.json(200, new Json.Arr(relay.workers().views(clock.now().monoMs()).stream()
        .<Json>map(view -> json(view, wallMs)).toList()));
  }

  private static Json.Obj json(WorkerBook.View view, long wallMs) {
    WorkerBook.Entry entry = view.entry();
    List<Json> capabilities = entry.costs().entrySet().stream()
        .<Json>map(each -> Json.Obj.EMPTY.with("kind", each.getKey()).with("cost", each.getValue())).toList();
    Json.Obj stats = Json.Obj.EMPTY.with("n", view.jobs()).with("success_ema", new Json.Real(view.success()))
        .with("latency_ms_ema", new Json.Real(view.latencyMs())).with("consecutive_failures", view.failures())
        .with("is_offline", view.stale() || view.coolsForMs() > 0).with("active_jobs", view.inHand())
        .with("cooldown_until", view.coolsForMs() == 0 ? Json.Int.of(0) : epoch(wallMs, view.coolsForMs()));
    return Json.Obj.EMPTY.with("worker_id", entry.id()).with("capabilities", new Json.Arr(capabilities))
        .with("status", entry.status()).with("endpoint", JsonWords.text(entry.endpoint()))
        .with("meta", entry.meta()).with("stats", stats)
        .with("last_seen", view.heardAgoMs().map(ago -> epoch(wallMs, -ago)).orElse(JsonWords.NULL));
  }

  private static Json epoch(long wallMs, long inMs) {
    return Words.epoch(wallMs == 0 ? 0 : wallMs + inMs);
  }
}
