package org.sheratan.edge.http.original;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.daemon.MachineLoad;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Clock;

/** {@code /api/system/health} and {@code /api/system/metrics}: figures of this node, null where it has none. */
final class SystemCalls {
  private static final int RECENT = 100;

  private final NodeDesk desk;
  private final Clock clock;
  private final PartList parts;
  private final RepeatCount repeats;
  private final MachineLoad load;

  SystemCalls(NodeDesk desk, Clock clock, PartList parts, RepeatCount repeats, MachineLoad load) {
    this.desk = desk;
    this.clock = clock;
    this.parts = parts;
    this.repeats = repeats;
    this.load = load;
  }

  void addTo(Router router) {
    router.on("GET", "/api/system/health", this::health).on("GET", "/api/system/metrics", this::metrics);
  }

  private HttpResponse health(HttpRequest request) throws HttpRefusal {
    return HttpResponse.json(200, parts.json(desk.ask(new Command.Status(), Answer.StatusReport.class)));
  }

  private HttpResponse metrics(HttpRequest request) throws HttpRefusal {
    Answer.StatusReport report = desk.ask(new Command.Status(), Answer.StatusReport.class);
    Json errors = errors();
    SubmitLimits limits = desk.ask(new Command.ShowRules(), Answer.Rules.class).submits();
    Json.Obj config = Json.Obj.EMPTY.with("max_queue", limits.maxQueued())
        .with("max_inflight", limits.maxInFlight()).with("backpressure_mode", "reject");
    return HttpResponse.json(200, Json.Obj.EMPTY.with("status", report.accepting() ? "ok" : "degraded")
        .with("cpu", percent(load.cpuPercent())).with("memory", percent(load.memoryPercent()))
        .with("queue_depth", report.queued()).with("queueLength", report.queued())
        .with("inflight", report.running()).with("ready_to_dispatch", JsonWords.NULL)
        .with("error_rate", errors).with("errorRate", errors)
        .with("idempotent_hits_1m", repeats.withinAMinute(clock.now().monoMs()))
        .with("uptime", report.uptimeMs() / 1000).with("config", config));
  }

  private static Json percent(OptionalDouble value) {
    return value.isPresent() ? new Json.Real(value.getAsDouble()) : JsonWords.NULL;
  }

  /** Percent of the latest jobs that failed; null without any. Some at a time, for each may hold a large result. */
  private Json errors() throws HttpRefusal {
    int seen = 0;
    int failed = 0;
    Optional<JobId> after = Optional.empty();
    do {
      Answer.Jobs page = desk.ask(
          new Command.ListJobs(Optional.empty(), after, Math.min(RECENT - seen, WholeList.PAGE)),
          Answer.Jobs.class);
      seen += page.jobs().size();
      failed += (int) page.jobs().stream().filter(job -> JobShape.status(job.state()).equals("failed"))
          .count();
      after = page.next();
    } while (after.isPresent() && seen < RECENT);
    return seen == 0 ? JsonWords.NULL : new Json.Real(Math.round(1000.0 * failed / seen) / 10.0);
  }
}
