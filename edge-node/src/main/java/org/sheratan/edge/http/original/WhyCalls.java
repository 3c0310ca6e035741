package org.sheratan.edge.http.original;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.function.Function;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.trace.TraceLog;
import org.sheratan.edge.trace.TraceQuery;
import org.sheratan.edge.trace.TraceReach;
import org.sheratan.kernel.MalformedException;

/**
 * {@code /api/why}: what the decision trace says of latest decisions, one trace, one job, and all of them. The original reads
 * whatever file the client names ({@code log_path}), whole; here it is the node's own trace, from its end, line by line.
 */
final class WhyCalls {
  static final String PATH = "/api/why";
  private static final int ID_SEGMENT = 3;
  /** The most a client may ask for, as in the original; of a longer trace than {@link #MOST_SCANNED} the end is looked at. */
  private static final int MAX_LINES = 500_000;
  private static final int MOST_SCANNED = 20_000;
  private static final int LATEST_LINES = 2_000;
  private static final int LINES = 10_000;
  private static final int MOST_EVENTS = 500;
  private static final String MAX = "max_lines";
  private static final String INTENT = "intent";
  private static final String TRACE = "trace_id";
  private static final String JOB = "job_id";

  private final Optional<TraceLog> trace;

  WhyCalls(Optional<TraceLog> trace) {
    this.trace = trace;
  }

  void addTo(Router router) {
    router.on("GET", PATH + "/latest", this::latest).on("GET", PATH + "/stats", this::stats)
        .on("GET", PATH + "/trace/{id}", this::trace).on("GET", PATH + "/job/{id}", this::job);
  }

  private HttpResponse latest(HttpRequest request) throws HttpRefusal {
    List<Json.Obj> found = new ArrayList<>();
    TraceReach reach = read(about(request, TraceQuery.latest(1, lines(request, MAX, LATEST_LINES))),
        found::add);
    return found.isEmpty()
        ? notFound(reach)
        : HttpResponse.json(200, ok().with("event", shown(found.getFirst())).with("meta", meta(reach)));
  }

  private HttpResponse stats(HttpRequest request) throws HttpRefusal {
    WhyTally tally = new WhyTally();
    TraceReach reach = read(
        about(request, TraceQuery.latest(MOST_SCANNED, lines(request, "window_lines", LINES))), tally::add);
    String intent = request.query().get(INTENT);
    return HttpResponse.json(200,
        ok().with(INTENT, intent == null ? new Json.Null() : new Json.Text(intent))
            .with("stats", tally.json()).with("meta", meta(reach)));
  }

  private HttpResponse trace(HttpRequest request) throws HttpRefusal {
    String id = request.path().get(ID_SEGMENT);
    List<Json> events = new ArrayList<>();
    TraceReach reach = read(
        TraceQuery.latest(MOST_EVENTS, lines(request, MAX, LINES)).where(TRACE, named(id)),
        entry -> events.add(shown(entry)));
    Collections.reverse(events);
    return events.isEmpty()
        ? notFound(reach)
        : HttpResponse.json(200, ok().with(TRACE, id).with("events", new Json.Arr(events))
            .with("meta", meta(reach)));
  }

  private HttpResponse job(HttpRequest request) throws HttpRefusal {
    String id = request.path().get(ID_SEGMENT);
    SequencedSet<Json> traces = new LinkedHashSet<>();
    TraceReach reach = read(
        TraceQuery.latest(MOST_EVENTS, lines(request, MAX, LINES)).where(JOB, named(id)),
        entry -> traces.add(shown(entry).get(TRACE)));
    return traces.isEmpty()
        ? notFound(reach)
        : HttpResponse.json(200, ok().with(JOB, id).with("trace_ids", new Json.Arr(List.copyOf(traces)))
            .with("meta", meta(reach)));
  }

  private static TraceQuery about(HttpRequest request, TraceQuery query) {
    String intent = request.query().get(INTENT);
    return intent == null || intent.isEmpty() ? query : query.where(INTENT, intent);
  }

  private static int lines(HttpRequest request, String name, int otherwise) {
    return Math.min(Words.count(request, name, MAX_LINES, otherwise), MOST_SCANNED);
  }

  private TraceReach read(TraceQuery query, Consumer<Json.Obj> reader) throws HttpRefusal {
    if (trace.isEmpty()) {
      return TraceReach.NONE;
    }
    try {
      return trace.get().read(query, reader);
    } catch (IOException unreadable) {
      throw new HttpRefusal(Problem.of(503, "storage", "The trace cannot be read",
          "reading the trace failed: " + unreadable.getMessage()).retryAfter(5));
    }
  }

  /** Clients know jobs and chains by UUIDs, and their traces by these too. */
  private static String named(String id) {
    return read(id, OwnedUuid::job).map(JobId::toString)
        .or(() -> read(id, OwnedUuid::chain).map(ChainId::toString)).orElse(id);
  }

  private static <T> Optional<T> read(String id, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(id));
    } catch (MalformedException another) {
      return Optional.empty();
    }
  }

  private static Json.Obj shown(Json.Obj entry) {
    return known(known(entry, JOB), TRACE);
  }

  private static Json.Obj known(Json.Obj entry, String name) {
    if (!(entry.get(name) instanceof Json.Text(String id))) {
      return entry;
    }
    Optional<String> uuid = read(id, JobId::parse).map(OwnedUuid::of)
        .or(() -> read(id, ChainId::parse).map(OwnedUuid::of));
    return uuid.map(known -> entry.with(name, known)).orElse(entry);
  }

  private HttpResponse notFound(TraceReach reach) {
    return HttpResponse.json(404, Json.Obj.EMPTY.with("ok", false)
        .with("error", trace.isPresent() ? "not_found" : "no_trace").with("meta", meta(reach)));
  }

  private static Json.Obj ok() {
    return Json.Obj.EMPTY.with("ok", true);
  }

  private static Json.Obj meta(TraceReach reach) {
    return Json.Obj.EMPTY.with("scanned_lines", reach.scanned()).with("returned", reach.found())
        .with("skipped_invalid_lines", reach.skipped());
  }
}
