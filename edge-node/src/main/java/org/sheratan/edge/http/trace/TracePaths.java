package org.sheratan.edge.http.trace;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Parameter;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.trace.Place;
import org.sheratan.edge.trace.TraceLog;
import org.sheratan.edge.trace.TracePage;
import org.sheratan.edge.trace.TraceQuery;

/** {@code /api/v1/trace}: decisions, newest first. */
public final class TracePaths {
  private static final Operation LIST = Operation
      .get("/api/v1/trace", "listDecisions", "What was decided, newest first.")
      .with(Parameter.text("job", "Only decisions about this job."),
          Parameter.text("before", "Goes on where a page ended: its next."), Parameter.LIMIT)
      .gives(200, "DecisionPage").refuses(404);
  /** Of all files together there are fewer, but for tiny lines. */
  private static final int MAX_SCAN = 100_000;

  /** Of lines on a page; as values they take ten times as much. */
  private static final long PAGE_CHARS = 96 * 1024;

  private final Optional<TraceLog> trace;

  public TracePaths(ApiParts parts) {
    this.trace = parts.trace();
  }

  public void addTo(Router router) {
    router.on(LIST, this::list);
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    TraceQuery wanted = TraceQuery.latest(query.limit(), MAX_SCAN).within(PAGE_CHARS)
        .before(query.parsed("before", Place::parse));
    TraceLog log = trace.orElseThrow(TracePaths::none);
    TracePage page = read(log,
        query.parsed("job", JobId::parse).map(job -> wanted.where("job_id", job.toString())).orElse(wanted));
    return HttpResponse.json(200, Json.Obj.EMPTY
        .with("decisions", new Json.Arr(List.copyOf(page.entries())))
        .with("next", JsonWords.text(page.reach().next().map(Place::toString))).with("lost", log.lost()));
  }

  private static TracePage read(TraceLog log, TraceQuery query) throws HttpRefusal {
    try {
      return log.page(query);
    } catch (IOException unreadable) {
      throw new HttpRefusal(Problem.of(503, "storage", "The trace cannot be read",
          "reading the trace failed: " + unreadable.getMessage()).retryAfter(5));
    }
  }

  private static HttpRefusal none() {
    return new HttpRefusal(Problem.of(404, "no-trace", "No trace is kept here",
        "this node is simulated, or log.trace_mb is 0"));
  }
}
